import type { Partner } from '../partner.ts';
import type { RelyingParty } from '../relying-parties.ts';
import { toSettingsView } from '../settings-view.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { copyField, type Notice, noticeBox, time } from './parts.ts';

export function relyingPartiesPage(
  partner: Partner,
  {
    added,
    notice,
    callbackUrl = '',
  }: { added?: RelyingParty; notice?: Notice; callbackUrl?: string } = {},
): Html {
  const parties = partner.relyingParties.list();
  return page({
    path: '/relying-parties',
    title: 'Relying parties',
    lead: "Applications that may sign this partner's businesses in. Each integration on the platform has its own Callback URL and needs its own client.",
    body: html`${noticeBox(notice)} ${added && addedPanel(partner, added)}
      <form method="post" action="/relying-parties" class="card stack">
        <label
          >Callback URL
          <input
            class="mono"
            name="callbackUrl"
            type="url"
            required
            value="${callbackUrl}"
            aria-describedby="callback-help"
          />
        </label>
        <p class="muted" id="callback-help">
          Copy it from General Information of the integration in the Admin Portal.
        </p>
        <div class="actions"><button class="primary" type="submit">Register</button></div>
      </form>
      <h2>Registered</h2>
      ${parties.length === 0 ? html`<p class="empty">None yet. Register a Callback URL to get a client id and secret.</p>` : partyTable(partner, parties)}
      <h2>Sign-ins</h2>
      <form method="post" action="/relying-parties/revoke" class="card item row">
        <p class="grow muted">
          Takes back what every business has allowed, as it could itself: refresh tokens stop
          working.
        </p>
        <button type="submit">Revoke all sign-ins</button>
      </form>`,
  });
}

function addedPanel(partner: Partner, party: RelyingParty): Html {
  const { addresses } = toSettingsView(partner);
  return html`<section class="card stack" aria-labelledby="added-title">
    <h2 id="added-title">Registered. Paste these into URLs of the integration</h2>
    <p class="muted">The secret is shown now and not again.</p>
    ${copyField('Configuration Endpoint', addresses.configurationEndpoint)}
    ${copyField('Client ID', party.clientId)} ${copyField('Client Secret', party.clientSecret)}
    ${copyField('Scopes', 'openid profile email offline_access')}
  </section>`;
}

function partyTable(partner: Partner, parties: readonly RelyingParty[]): Html {
  const rows = parties.map(
    ({ clientId, callbackUrls, createdAt }) =>
      html`<article class="card item row">
        <div class="grow">
          <p><code>${clientId}</code> ${time(createdAt)}</p>
          ${callbackUrls.map((url) => html`<p class="mono muted">${url}</p>`)}
          ${callbackUrls.length === 0 && html`<p class="muted">No Callback URL: nobody can sign in with it.</p>`}
        </div>
        ${
          partner.relyingParties.isRemovable(clientId)
            ? html`<form method="post" action="/relying-parties/remove">
                <input type="hidden" name="clientId" value="${clientId}" />
                <button type="submit" aria-label="Remove ${clientId}">Remove</button>
              </form>`
            : html`<span class="muted">From the environment</span>`
        }
      </article>`,
  );
  return html`<div class="list">${rows}</div>`;
}
