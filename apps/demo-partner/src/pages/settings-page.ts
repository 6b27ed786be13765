import type { Partner } from '../partner.ts';
import { toSettingsView } from '../settings-view.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { copyField, type Notice, noticeBox } from './parts.ts';

/** What was typed, to show again beside what is wrong with it. Secrets are never shown again. */
export interface SettingsTyped {
  readonly platformUrl: string;
  readonly tokenClientId: string;
}

export function settingsPage(
  partner: Partner,
  { notice, typed }: { notice?: Notice; typed?: SettingsTyped } = {},
): Html {
  const view = toSettingsView(partner);
  return page({
    path: '/settings',
    title: 'Settings',
    lead: 'What this partner got from the platform, and what the platform needs from it.',
    body: html`${noticeBox(notice)} ${settingsForm(view, typed)} ${addressPanel(view)}`,
  });
}

type SettingsView = ReturnType<typeof toSettingsView>;

function settingsForm(view: SettingsView, typed: SettingsTyped = view): Html {
  const reset = html`<button type="submit" formaction="/settings/reset" formnovalidate>
    Go back to the environment's settings
  </button>`;
  return html`<form method="post" action="/settings" class="card stack" autocomplete="off">
    <h2>From the Admin Portal</h2>
    ${credentialFields(view, typed)} ${signingKeyFields(view.signingSecretCount)}
    <div class="actions">
      <button class="primary" type="submit">Save</button>
      <button type="submit" formaction="/settings/check" formnovalidate>
        Check the saved credential
      </button>
      ${view.isEdited && reset}
    </div>
  </form>`;
}

function credentialFields(view: SettingsView, typed: SettingsTyped): Html {
  return html`<label
      >Platform URL
      <input class="mono" name="platformUrl" type="url" required value="${typed.platformUrl}" />
    </label>
    <label
      >Client ID
      <input class="mono" name="tokenClientId" value="${typed.tokenClientId}" />
    </label>
    <label
      >Client Secret
      <input
        class="mono"
        name="tokenClientSecret"
        type="password"
        autocomplete="new-password"
        aria-describedby="secret-help"
      />
    </label>
    <p class="muted" id="secret-help">
      ${view.hasTokenClientSecret ? 'One is set. Leave empty to keep it.' : 'None is set.'} Both are
      in Partner credentials of the integration.
    </p>`;
}

function signingKeyFields(count: number): Html {
  const choices = html`<label class="check">
      <input type="checkbox" name="addSigningSecrets" value="yes" /> Keep the old keys beside the
      new ones, as during a rotation
    </label>
    <label class="check">
      <input type="checkbox" name="removeSigningSecrets" value="yes" /> Remove all keys
    </label>`;
  return html`<label
      >Webhook Message Signing keys, one per line
      <textarea
        class="mono"
        name="signingSecrets"
        rows="2"
        aria-describedby="keys-help"
        placeholder="whsec_…"
      ></textarea>
    </label>
    <p class="muted" id="keys-help">${describeKeys(count)}</p>
    ${count > 0 && choices}`;
}

function addressPanel({ addresses }: SettingsView): Html {
  return html`<section class="card stack" aria-labelledby="ours">
    <h2 id="ours">For the Admin Portal</h2>
    ${copyField('Configuration Endpoint', addresses.configurationEndpoint)}
    ${copyField('Partner Pairing URL', addresses.partnerPairingUrl)}
    ${copyField('WebHook URL', addresses.webhookUrl)}
    <p class="muted">
      Client ID and Client Secret for Open ID Connect come from
      <a href="/relying-parties">Relying parties</a>.
    </p>
  </section>`;
}

function describeKeys(count: number): string {
  if (count === 0) return 'None is set: nothing can be verified, and pairing requests are refused.';
  return `${count === 1 ? 'One is' : `${count} are`} set and not shown. Leave empty to keep.`;
}
