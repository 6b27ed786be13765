import { useEffect, useRef, type RefObject } from 'react';

/** Where a letter is typed or chooses, it is no command. */
const ownKeys = 'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"]';

/**
 * Letters that go through a list while the focus is within the page part that this is put on: `j` and `k` to the next
 * and the row before, whose link takes the focus, so that Enter opens it as any link; `/` to the search field.
 */
export function useRowKeys<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    const list = part.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (list !== null) pressKey(list, event);
    };
    list?.addEventListener('keydown', onKeyDown);
    return () => list?.removeEventListener('keydown', onKeyDown);
  }, []);
  return part;
}

function pressKey(list: HTMLElement, event: KeyboardEvent): void {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target instanceof Element && target.matches(ownKeys)) return;
  if (key !== 'j' && key !== 'k' && key !== '/') return;
  event.preventDefault();
  if (key === '/') {
    list.querySelector<HTMLElement>('input[type="search"]')?.focus();
    return;
  }
  const next = findRow(list, key === 'j' ? 1 : -1);
  next?.focus();
  next?.closest('tr, li')?.scrollIntoView({ block: 'nearest' });
}

function findRow(list: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const rows = [...list.querySelectorAll('tbody tr, ul[aria-busy] > li')];
  const links = rows.flatMap((row) => row.querySelector<HTMLElement>('a[href]') ?? []);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  if (here === -1) return links[0];
  return links[Math.min(Math.max(here + step, 0), links.length - 1)];
}
