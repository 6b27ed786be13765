import type { PairingEntry } from '../pairing/pairing-desk.ts';
import type { PairingAnswer } from '../behaviour.ts';
import type { Partner } from '../partner.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { json, type Notice, noticeBox, pill, resultLine, time, type PillTone } from './parts.ts';

const CHOICES: readonly { value: PairingAnswer; label: string; help: string }[] = [
  { value: 'complete', label: 'Complete', help: 'PROCESSING at once, COMPLETED a moment later' },
  { value: 'decline', label: 'Decline', help: 'PROCESSING at once, DECLINED a moment later' },
  { value: 'ask', label: 'Ask me', help: 'nothing is answered until a button is pressed' },
];

const TONES: Readonly<Record<PairingEntry['status'], PillTone>> = {
  PENDING: 'quiet',
  PROCESSING: 'warning',
  COMPLETED: 'good',
  DECLINED: 'bad',
};

export function pairingPage(partner: Partner, notice?: Notice): Html {
  const { pairingAnswer } = partner.behaviour.current();
  const choices = CHOICES.map(
    ({ value, label, help }) =>
      html`<label class="choice">
        <input
          type="radio"
          name="pairingAnswer"
          value="${value}"
          ${value === pairingAnswer && html` checked`}
        />
        <span><strong>${label}</strong> <span class="muted">${help}</span></span>
      </label>`,
  );
  return page({
    path: '/pairing-requests',
    title: 'Pairing requests',
    lead: `Tenants that asked to be paired, posted to ${partner.origin()}/pairing.`,
    body: html`${noticeBox(notice)}
      <form method="post" action="/behaviour/pairing" class="card stack">
        <fieldset>
          <legend>Answer automatically</legend>
          ${choices}
        </fieldset>
        <div class="actions"><button type="submit">Save</button></div>
      </form>
      <div class="list" data-live="/pairing-list" data-topic="pairing">
        ${pairingList(partner.pairing.list())}
      </div>`,
  });
}

export function pairingList(entries: readonly PairingEntry[]): Html {
  if (entries.length > 0) return html`${entries.map(pairingItem)}`;
  return html`<p class="empty" id="nothing-paired">
    No request yet. One appears when a tenant connects to an integration whose authorization type is
    ST Pairing and whose Partner Pairing URL is the one under <a href="/settings">Settings</a>.
  </p>`;
}

function pairingItem(entry: PairingEntry): Html {
  const { request, status, answers, account, timesReceived } = entry;
  const isOpen = status === 'PENDING' || status === 'PROCESSING';
  return html`<article
    class="card item"
    id="pairing-${request.requestId}"
    data-version="${status} ${answers.length} ${timesReceived}"
  >
    <header class="row">
      <h2>${request.tenant.name}</h2>
      ${pill(TONES[status], status)}
      ${timesReceived > 1 && pill('quiet', `received ${timesReceived} times`)}
      ${time(entry.receivedAt)}
    </header>
    <p class="muted">
      Request <code>${request.requestId}</code> · account here <code>${account.id}</code>
    </p>
    <form method="post" action="/pairing-requests/answer" class="actions">
      <input type="hidden" name="requestId" value="${request.requestId}" />
      <button type="submit" name="status" value="PROCESSING">Answer PROCESSING</button>
      <button type="submit" name="status" value="COMPLETED" ${isOpen && html` class="primary"`}>
        Answer COMPLETED
      </button>
      <button type="submit" name="status" value="DECLINED">Answer DECLINED</button>
    </form>
    ${
      answers.length > 0 &&
      html`<ol class="plain answers">
        ${answers.map(
          (answer) =>
            html`<li>
              ${time(answer.sentAt)} <code>${answer.status}</code> ${resultLine(answer.result)}
              ${answer.result.outcome === 'answered' && answer.result.status >= 400 && json(answer.result.body)}
            </li>`,
        )}
      </ol>`
    }
    <details>
      <summary>What the tenant sent</summary>
      ${json(request)}
    </details>
  </article>`;
}
