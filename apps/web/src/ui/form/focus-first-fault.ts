const focusable = 'input:not([type="hidden"]), textarea, select, button';

/** Moves the focus to the first field, in the order of the page, that has a fault; waits until the faults are shown. */
export function focusFirstFault(form: HTMLFormElement | null, paths: readonly string[]): void {
  requestAnimationFrame(() => {
    const marked = form?.querySelectorAll<HTMLElement>('[data-path], [aria-invalid="true"]') ?? [];
    for (const element of marked) {
      const path = element.dataset['path'];
      if (path !== undefined && !paths.includes(path)) continue;
      const target = element.matches(focusable)
        ? element
        : element.querySelector<HTMLElement>(focusable);
      if (target === null) continue;
      target.focus();
      target.scrollIntoView({ block: 'center' });
      return;
    }
  });
}
