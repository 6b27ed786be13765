import type { AnyRouter } from '@tanstack/react-router';

/**
 * Moves the focus to the page's h1 after each navigation, so that keyboard and screen reader go on there. Not on the
 * first page, and not where the heading stayed, as with tabs and sections of one page.
 */
export function focusHeadingOnNavigation(router: AnyRouter): void {
  let last: Element | null = null;
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    const heading = document.querySelector('h1');
    const moved = heading !== last;
    last = heading;
    if (fromLocation !== undefined && pathChanged && moved) heading?.focus({ preventScroll: true });
  });
}
