/**
 * Where to go after signing in. Only an address of this site: anything that a browser would read as another host is
 * dropped, as is the sign-in page itself.
 */
export function toReturnPath(returnTo: string | undefined, origin: string): string {
  if (returnTo === undefined || !returnTo.startsWith('/')) return '/';
  const url = URL.parse(returnTo, origin);
  if (url === null || url.origin !== origin || url.pathname === '/sign-in') return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
