import type { AnyRouter } from '@tanstack/react-router';

/**
 * Moves the focus to the page's h1 after each navigation, so that keyboard and screen reader go on there. Not on the
 * first page, not where the heading stayed, as with tabs and sections of one page, and not out of a dialog that was
 * opened while the page was on its way, such as the command palette.
 */
export function focusHeadingOnNavigation(router: AnyRouter): void {
  let last: Element | null = null;
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    const heading = document.querySelector('h1');
    const moved = heading !== last;
    last = heading;
    const isInDialog = document.activeElement?.closest('[role="dialog"]') instanceof Element;
    if (fromLocation !== undefined && pathChanged && moved && !isInDialog)
      heading?.focus({ preventScroll: true });
  });
}
