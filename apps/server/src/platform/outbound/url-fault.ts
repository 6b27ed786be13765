import { isIP } from 'node:net';
import { addressKind, addressKinds } from './address-kind.ts';

export interface OutboundRules {
  /** 127.0.0.0/8, ::1 and `localhost` may be called, by http as well. */
  allowLoopback: boolean;
}

/**
 * Why we would never call this address, as a sentence for whoever typed it; undefined when it
 * may be tried. Looks at the text alone: where a name leads is checked when it is called.
 */
export function describeUrlFault(url: string | URL, rules: OutboundRules): string | undefined {
  const parsed = typeof url === 'string' ? parseUrl(url) : url;
  if (parsed === undefined)
    return 'Enter a full address, for example https://partner.example.com/path.';
  return (
    describeSchemeFault(parsed, rules) ??
    describePartsFault(parsed) ??
    describeHostFault(parsed, rules)
  );
}

/** The host as name or bare address: lower case, no brackets, no final dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** Whether the host is loopback by its text: a literal address, or the name `localhost` alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || addressKind(host) === 'loopback';
}

function parseUrl(text: string): URL | undefined {
  // The URL parser silently drops these, so what was typed would not be what is called.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(text)) return undefined;
  // It also takes https:partner.example and https:///partner.example.
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/]/i.test(text)) return undefined;
  return URL.parse(text) ?? undefined;
}

function describeSchemeFault(url: URL, { allowLoopback }: OutboundRules): string | undefined {
  if (url.protocol === 'https:') return undefined;
  if (url.protocol !== 'http:') return 'The address must begin with https://.';
  if (allowLoopback && isLoopbackHost(hostOf(url))) return undefined;
  return 'The address must begin with https://, so that what we send is encrypted.';
}

function describePartsFault(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') {
    return 'Remove the user name and password from the address.';
  }
  // `hash` is empty for a lone "#" too.
  if (url.href.includes('#')) return 'Remove the part from # on.';
  if (url.port === '0') return 'Port 0 cannot be called.';
  return undefined;
}

function describeHostFault(url: URL, { allowLoopback }: OutboundRules): string | undefined {
  const host = hostOf(url);
  if (host === '') return 'The address names no host.';
  if (allowLoopback && isLoopbackHost(host)) return undefined;
  if (host === 'localhost' || host.endsWith('.localhost')) return describeRefusal(host, 'loopback');
  if (isIP(host) === 0) return undefined;
  const kind = addressKind(host);
  return kind === 'public' ? undefined : describeRefusal(host, kind);
}

/** For people: the host they typed and what it leads to, never which address a name resolved to. */
export function describeRefusal(host: string, kind: keyof typeof addressKinds): string {
  return `${host} leads to ${addressKinds[kind]}. Use an address that can be reached from the internet.`;
}
