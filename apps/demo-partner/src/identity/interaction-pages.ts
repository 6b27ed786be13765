import { DEMO_PASSWORD, PARTNER_ACCOUNTS, type PartnerAccount } from '../accounts.ts';
import { html, type Html } from '../pages/html.ts';
import { plainPage } from '../pages/layout.ts';

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  openid: 'Know which account this is',
  profile: 'Read the business name and its profiles',
  email: 'Read the e-mail address',
  offline_access: 'Stay connected while nobody is signed in',
};

interface Login {
  readonly uid: string;
  /** What was typed before, to type on from. */
  readonly username?: string;
  readonly refused?: boolean;
}

export function loginPage({ uid, username = '', refused = false }: Login): Html {
  const error = html`<p class="error" id="sign-in-error" role="alert">
    The username or the password is wrong.
  </p>`;
  const describedBy = refused ? 'sign-in-error' : 'demo-accounts';
  return plainPage({
    title: 'Sign in to Acme Leads',
    body: html`<p class="muted">
        Sign in with the business account whose leads you want to receive.
      </p>
      ${refused && error} ${loginForm(uid, username, describedBy)} ${demoAccounts()}`,
  });
}

function loginForm(uid: string, username: string, describedBy: string): Html {
  return html`<form method="post" action="/interaction/${uid}/sign-in" class="stack">
    <label
      >Username
      <input
        name="username"
        value="${username}"
        autocomplete="username"
        required
        autofocus
        aria-describedby="${describedBy}"
      />
    </label>
    <label
      >Password
      <input
        name="password"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="${describedBy}"
      />
    </label>
    <div class="actions">
      <button class="primary" type="submit">Sign in</button>
      <button type="submit" formaction="/interaction/${uid}/cancel" formnovalidate>Cancel</button>
    </div>
  </form>`;
}

function demoAccounts(): Html {
  return html`<section id="demo-accounts" class="note">
    <h2>Demo accounts</h2>
    <p>Password of each: <code>${DEMO_PASSWORD}</code></p>
    <ul class="plain">
      ${PARTNER_ACCOUNTS.map((account) => html`<li><code>${account.username}</code> <span>${account.name}</span></li>`)}
    </ul>
  </section>`;
}

export interface Consent {
  readonly uid: string;
  readonly account: PartnerAccount | undefined;
  readonly scopes: readonly string[];
  readonly returnsTo: string;
  readonly otherAccountUrl: string;
}

export function consentPage({ uid, account, scopes, returnsTo, otherAccountUrl }: Consent): Html {
  const profiles = account?.profiles ?? [];
  return plainPage({
    title: 'Allow the leads platform?',
    body: html`<p>
        The leads platform at <strong>${returnsTo}</strong> asks for access to
        <strong>${account?.name}</strong> (<code>${account?.accountId}</code>). It may:
      </p>
      <ul>
        ${scopes.map((scope) => html`<li>${SCOPE_WORDS[scope] ?? scope}</li>`)}
      </ul>
      <p class="muted">Profiles: ${profiles.map((profile) => profile.name).join(', ')}</p>
      <form method="post" action="/interaction/${uid}/consent" class="actions">
        <button class="primary" type="submit">Allow</button>
        <button type="submit" formaction="/interaction/${uid}/cancel">Cancel</button>
      </form>
      <p class="muted"><a href="${otherAccountUrl}">Use another account</a></p>`,
  });
}
