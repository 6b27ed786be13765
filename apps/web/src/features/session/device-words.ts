import { getParser } from 'bowser';

/** What a browser calls itself, in words: "Chrome on Windows". Made-up names are shown as they are. */
export function toDeviceWords(userAgent: string | null): string {
  if (userAgent === null) return 'Unknown device';
  const { browser, os } = getParser(userAgent).getResult();
  if (browser.name === undefined || browser.name === '') return userAgent.slice(0, 60);
  return os.name === undefined ? browser.name : `${browser.name} on ${os.name}`;
}
