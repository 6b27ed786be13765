// Keeps open lists current, puts times into the reader's zone, and makes the copy buttons work.

function localizeTimes(root) {
  for (const element of root.querySelectorAll('time[datetime]')) {
    element.textContent = new Date(element.dateTime).toLocaleTimeString();
  }
}

const toKey = (element) => `${element.id} ${element.dataset.version ?? ''}`;

/** Touches only what changed, so that open details and the focus stay where they are. */
function mergeItems(region, items) {
  const present = new Map([...region.children].map((element) => [toKey(element), element]));
  const wanted = new Set(items.map(toKey));
  for (const [key, element] of present) if (!wanted.has(key)) element.remove();
  let cursor = region.firstElementChild;
  for (const item of items) {
    const existing = present.get(toKey(item));
    if (existing !== undefined && existing === cursor) cursor = cursor.nextElementSibling;
    else region.insertBefore(existing ?? document.adoptNode(item), cursor);
  }
  localizeTimes(region);
}

async function refresh(region) {
  const reply = await fetch(region.dataset.live);
  if (!reply.ok) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html');
  mergeItems(region, [...fresh.body.children]);
}

function follow(region) {
  let waiting = false;
  const refreshSoon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      refresh(region).catch(() => undefined);
    }, 100);
  };
  const events = new EventSource('/events');
  events.addEventListener('open', () => {
    setLiveState('good', 'Live');
    refreshSoon();
  });
  events.addEventListener('error', () => setLiveState('warning', 'Connecting…'));
  events.addEventListener('message', (event) => {
    if (event.data === region.dataset.topic) refreshSoon();
  });
}

function setLiveState(tone, word) {
  const state = document.querySelector('[data-live-state]');
  if (!state) return;
  state.className = `pill ${tone}`;
  state.lastChild.textContent = word;
}

function enableCopying(button) {
  const word = button.firstElementChild;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    word.textContent = 'Copied';
    setTimeout(() => {
      word.textContent = 'Copy';
    }, 2000);
  });
}

localizeTimes(document);
for (const region of document.querySelectorAll('[data-live]')) follow(region);
for (const button of document.querySelectorAll('[data-copy]')) enableCopying(button);
document.querySelector('#sent-title')?.focus();
