import type { TestEventResult } from '@leads/contract/test-events';

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The message as a command line, with its headers and signatures: the very same bytes. */
export function toCurl({ url, headers, body }: TestEventResult): string {
  return [
    `curl -X POST ${quote(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    `--data-raw ${quote(body)}`,
  ].join(' \\\n  ');
}
