import type { PlatformResult } from '../platform-client.ts';
import { html, type Html } from './html.ts';

export type PillTone = 'good' | 'bad' | 'warning' | 'quiet';

/** State is a dot and a word, never colour alone. */
export function pill(tone: PillTone, word: string): Html {
  return html`<span class="pill ${tone}"
    ><span class="dot" aria-hidden="true"></span>${word}</span
  >`;
}

/** In UTC until the script puts it into the reader's zone. */
export function time(iso: string): Html {
  return html`<time datetime="${iso}" title="${iso}">${iso.slice(11, 19)} UTC</time>`;
}

export function json(value: unknown): Html {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<pre tabindex="0"><code>${text ?? ''}</code></pre>`;
}

/** A value to hand over: read-only, with a button that copies it. */
export function copyField(label: string, value: string): Html {
  return html`<div class="copy">
    <label>${label}<input class="mono" readonly value="${value}" /></label>
    <button type="button" data-copy="${value}" hidden>
      <span aria-live="polite">Copy</span><span class="visually-hidden"> ${label}</span>
    </button>
  </div>`;
}

export type Notice = { readonly tone: 'good' | 'bad'; readonly text: string };

export function noticeBox(notice: Notice | undefined): Html {
  if (!notice) return html``;
  return html`<p class="notice ${notice.tone}" role="${notice.tone === 'bad' ? 'alert' : 'status'}">
    ${notice.text}
  </p>`;
}

export function resultLine(result: PlatformResult): Html {
  if (result.outcome === 'failed') return html`${pill('bad', 'Not sent')} ${result.reason}`;
  return html`${pill(result.status < 300 ? 'good' : 'bad', String(result.status))} in
  ${result.durationMs} ms`;
}
