export const estimateId = 'estimate';

/** Brings the estimate into sight and puts the focus where the next line is added or the changes are saved. */
export function focusEstimate(): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(estimateId);
    card?.scrollIntoView({ block: 'center' });
    const first = card?.querySelector<HTMLElement>('button[type="submit"]');
    (first ?? card?.querySelector<HTMLElement>('button'))?.focus({ preventScroll: true });
  });
}
