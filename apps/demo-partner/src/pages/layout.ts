import { html, type Html } from './html.ts';

const NAVIGATION = [
  { href: '/', label: 'Webhooks' },
  { href: '/bookings', label: 'Send a booking' },
  { href: '/pairing-requests', label: 'Pairing requests' },
  { href: '/relying-parties', label: 'Relying parties' },
  { href: '/settings', label: 'Settings' },
] as const;

export type PagePath = (typeof NAVIGATION)[number]['href'];

/** A page of the partner's back office. */
export function page({
  path,
  title,
  lead,
  body,
}: {
  path: PagePath;
  title: string;
  lead: string;
  body: Html;
}): Html {
  const items = NAVIGATION.map(({ href, label }) => {
    const current = href === path && html` aria-current="page"`;
    return html`<li><a href="${href}" ${current}>${label}</a></li>`;
  });
  return document(
    title,
    html`<a class="skip" href="#main">Skip to content</a>
      <header class="bar">
        <span class="brand"
          ><span aria-hidden="true">◆</span> Acme Leads <small>Demo partner</small></span
        >
        <nav aria-label="Main">
          <ul>
            ${items}
          </ul>
        </nav>
      </header>
      <main id="main" class="wide">
        <h1>${title}</h1>
        <p class="lead">${lead}</p>
        ${body}
      </main>`,
  );
}

/** A page with one task and no way elsewhere: sign-in, consent, and what ends them. */
export function plainPage({ title, body }: { title: string; body: Html }): Html {
  return document(
    title,
    html`<main class="narrow card">
      <p class="brand"><span aria-hidden="true">◆</span> Acme Leads <small>Demo partner</small></p>
      <h1>${title}</h1>
      ${body}
    </main>`,
  );
}

function document(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Acme Leads</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        <script src="/assets/live.js" type="module"></script>
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}
