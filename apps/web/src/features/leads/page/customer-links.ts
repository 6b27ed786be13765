import type { Lead } from '@leads/contract/lead';

/** `tel:` with what a telephone dials: digits and a leading plus; an extension is left to the caller. */
export function toPhoneUrl(telephone: string): string {
  const main = telephone.replace(/\s*(ext\.?|x|;)\s*\d+\s*$/i, '').trim();
  const plus = main.startsWith('+') ? '+' : '';
  return `tel:${plus}${main.replace(/\D/g, '')}`;
}

/** A search on the map; on a phone it opens the map's own app. */
export function toMapUrl(address: Lead['address']): string {
  const { streetAddress, locality, region, postalCode, country } = address;
  const place = [streetAddress, locality, region, postalCode, country].filter(Boolean).join(', ');
  const query = new URLSearchParams({ api: '1', query: place });
  return `https://www.google.com/maps/search/?${query.toString()}`;
}

/** A North American number as people write it there; any other as it is. */
export function toPhoneWords(telephone: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(telephone);
  return parts === null ? telephone : `(${parts[1]}) ${parts[2]}-${parts[3]}`;
}
