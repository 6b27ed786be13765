/** A browser as far as a sign-in needs one: keeps cookies by path and follows redirects of one site. */
export function createTestBrowser(origin: string) {
  const cookies = new Map<string, { value: string; path: string }>();

  function keepCookies(reply: Response): void {
    for (const line of reply.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const isOver = attributes.some(
        (attribute) => /^expires=/i.test(attribute) && Date.parse(attribute.slice(8)) < Date.now(),
      );
      if (isOver) cookies.delete(`${name} ${path}`);
      else cookies.set(`${name} ${path}`, { value, path });
    }
  }

  function toCookieHeader(pathname: string): string {
    const fitting = [...cookies].filter(
      ([, { path }]) => path === '/' || pathname === path || pathname.startsWith(`${path}/`),
    );
    return fitting.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
  }

  /** Goes on until a page is shown or the way leads to another site. */
  async function go(
    url: URL,
    form?: Record<string, string>,
  ): Promise<{ url: URL; status: number; text: string }> {
    if (url.origin !== origin) return { url, status: 0, text: '' };
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: toCookieHeader(url.pathname),
        ...(form && { origin, 'sec-fetch-site': 'same-origin' }),
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    keepCookies(reply);
    const location = reply.headers.get('location');
    if (location !== null) return go(new URL(location, url));
    return { url, status: reply.status, text: await reply.text() };
  }

  return {
    open: (url: URL) => go(url),
    submit: (url: URL, form: Record<string, string> = {}) => go(url, form),
  };
}
