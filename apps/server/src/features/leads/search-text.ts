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

/** Letters that no accent makes, as people without that key write them. */
const plainLetters: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss' };

/** In lower case and without accents, so that "Munoz" finds "Muñoz", whichever way it was typed. */
const normalize = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[øłđß]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFKC');

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
 * digits, without the zeros that some dial before the country.
 */
export function toSearchTerms(search: string): string[][] {
  const words = normalize(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.map((word) => {
    if (!/^[\d()+./\p{Dash}]+$/u.test(word)) return [word];
    const digits = word.replaceAll(/\D/g, '').replace(/^00/, '');
    return digits === '' || digits === word ? [word] : [word, digits];
  });
}
