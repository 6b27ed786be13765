import { z } from 'zod';
import type { Partner } from '../partner.ts';
import type { ReceivedWebhook } from '../webhooks/received-webhooks.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { json, type Notice, noticeBox, pill, time } from './parts.ts';

export function receivedPage(partner: Partner, notice?: Notice): Html {
  return page({
    path: '/',
    title: 'Webhooks',
    lead: 'What the platform sent here, newest first, each checked with the signing key from Settings.',
    body: html`${noticeBox(notice)}
      <div class="toolbar">
        <span class="pill quiet" data-live-state
          ><span class="dot" aria-hidden="true"></span>Reload to see what is new</span
        >
        <form method="post" action="/received/clear">
          <button type="submit">Clear list</button>
        </form>
      </div>
      ${behaviourForm(partner)}
      <div class="list" data-live="/received-list" data-topic="received">
        ${receivedList(partner.received.list())}
      </div>`,
  });
}

/** The part of the page that is fetched anew when something arrives. */
export function receivedList(webhooks: readonly ReceivedWebhook[]): Html {
  if (webhooks.length > 0) return html`${webhooks.map(receivedItem)}`;
  return html`<p class="empty" id="nothing-received">
    Nothing yet. Webhooks appear here as soon as the platform sends one to the WebHook URL under
    <a href="/settings">Settings</a>. <a href="/bookings">Send a booking</a> to start a lead.
  </p>`;
}

function receivedItem(webhook: ReceivedWebhook): Html {
  const { sequence, path, body, bodyCut, headers, reason, answeredStatus } = webhook;
  return html`<article class="card item" id="webhook-${sequence}">
    <details>
      <summary>
        <span class="mono path">${path.replace(/^\/webhooks/, '')}</span>
        ${webhook.verified ? pill('good', 'Verified') : pill('bad', 'Not verified')}
        ${webhook.duplicate && pill('warning', 'Repeated')}
        <span class="muted">answered ${answeredStatus}</span> ${bookingId(body)}
        ${time(webhook.receivedAt)}
      </summary>
      ${reason !== null && html`<p class="error">${reason}</p>`}
      <h2 class="caption">Body</h2>
      ${json(body)} ${bodyCut && html`<p class="muted">Only the beginning was kept.</p>`}
      <h2 class="caption">Headers</h2>
      <dl class="headers">
        ${Object.entries(headers).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </details>
  </article>`;
}

/** Nearly all of them are about one booking; its id tells the rows apart. */
function bookingId(body: unknown): Html | undefined {
  const about = z.object({ partnerBookingId: z.string() }).safeParse(body);
  return about.success
    ? html`<code class="muted">${about.data.partnerBookingId}</code>`
    : undefined;
}

function behaviourForm(partner: Partner): Html {
  const { failNext, failStatus, delayMs, refuseUnverified } = partner.behaviour.current();
  const isUnusual = failNext > 0 || delayMs > 0 || refuseUnverified;
  return html`<details class="card item" ${isUnusual && html` open`}>
    <summary>Answer differently, to try retries ${isUnusual && pill('warning', 'On')}</summary>
    <form method="post" action="/behaviour" class="fields">
      <label
        >Fail the next
        <input type="number" name="failNext" min="0" max="1000000" value="${failNext}"
      /></label>
      <label
        >with status
        <input type="number" name="failStatus" min="300" max="599" value="${failStatus}"
      /></label>
      <label
        >Delay each answer, ms
        <input type="number" name="delayMs" min="0" max="120000" value="${delayMs}"
      /></label>
      <label class="check"
        ><input
          type="checkbox"
          name="refuseUnverified"
          value="yes"
          ${refuseUnverified && html` checked`}
        />
        Answer 401 to what cannot be verified</label
      >
      <div class="actions"><button type="submit">Save</button></div>
    </form>
  </details>`;
}
