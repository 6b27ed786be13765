/** What staff see of a name: the first letter of its first two words. */
export function maskName(name: string): string {
  return name
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map((word) => `${[...word][0]?.toUpperCase() ?? ''}…`)
    .join(' ');
}

/** What staff see of a telephone number: its last two digits, enough to tell one call from another. */
export function maskTelephone(telephone: string): string {
  const digits = telephone.replace(/\D/gu, '');
  if (telephone === '') return '';
  // Of a number so short two digits would say too much.
  return digits.length < 5 ? '…' : `…${digits.slice(-2)}`;
}
