import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { toContentSecurityPolicy } from '../http/security-headers.ts';
import { Html, html } from '../pages/html.ts';
import { plainPage } from '../pages/layout.ts';

/** Shown where the provider must not send the browser back: unknown client, wrong Callback URL, … */
export function renderProviderError(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  show(
    ctx,
    'Sign-in cannot go on',
    html`<p>${out.error_description ?? 'The request was not understood.'}</p>
      <p class="muted">
        Go back to the platform and start again. If it happens again, compare the Client ID and the
        Callback URL in the platform with <a href="/relying-parties">Relying parties</a>.
      </p>
      <p class="muted">Error: <code>${out.error}</code></p>`,
  );
}

export function renderSignOut(ctx: KoaContextWithOIDC, form: string): void {
  show(
    ctx,
    'Sign out',
    html`<p>Sign out of Acme Leads in this browser?</p>
      ${new Html(form)}
      <div class="actions">
        <button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">
          Sign out
        </button>
        <button type="submit" form="op.logoutForm">Stay signed in</button>
      </div>`,
  );
}

export function renderSignedOut(ctx: KoaContextWithOIDC): void {
  show(ctx, 'Signed out', html`<p>You are signed out of Acme Leads.</p>`);
}

function show(ctx: KoaContextWithOIDC, title: string, body: Html): void {
  ctx.set('content-security-policy', toContentSecurityPolicy());
  ctx.type = 'html';
  ctx.body = plainPage({ title, body }).text;
}
