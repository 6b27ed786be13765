/** What a lead is found by, in the form in which it is stored and looked for. */
export interface SearchableLead {
  customerName: string;
  telephone: string;
  /** Digits of the number as written, in its national and its international form. */
  telephoneDigits: readonly string[];
  email: string;
  address: readonly string[];
  partnerBookingId: string;
  extraDetails: Readonly<Record<string, string | number | boolean>>;
}

const normalize = (text: string) => text.normalize('NFKC').toLowerCase();

export function toSearchText(lead: SearchableLead): string {
  return [
    lead.customerName,
    lead.telephone,
    ...new Set(lead.telephoneDigits),
    lead.email,
    lead.address.filter((part) => part !== '').join(' '),
    lead.partnerBookingId,
    ...Object.values(lead.extraDetails).map(String),
  ]
    .filter((part) => part !== '')
    .map(normalize)
    .join('\n');
}

/**
 * The words of a search: all must be found, each as itself or, where it looks like a part of a telephone number, by its
 * digits.
 */
export function toSearchTerms(search: string): string[][] {
  const words = normalize(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.map((word) => {
    const digits = word.replace(/\D/g, '');
    const isNumber = digits !== '' && /^[\d()+./-]+$/.test(word) && digits !== word;
    return isNumber ? [word, digits] : [word];
  });
}
