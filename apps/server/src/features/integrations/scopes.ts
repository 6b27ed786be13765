/** RFC 6749 §3.3: scope tokens are printable ASCII without `"` and `\`, separated by spaces. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** The tokens of a scope text, each once, in their order. */
export function parseScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((token) => token !== ''))];
}

export function hasOpenIdScope(text: string | null): boolean {
  return text !== null && parseScopes(text).includes('openid');
}

/** Why the scopes cannot be used, for whoever typed them; undefined when they can. */
export function describeScopesFault(text: string): string | undefined {
  const tokens = parseScopes(text);
  const odd = tokens.find((token) => !scopeToken.test(token));
  if (odd !== undefined) return `"${odd}" cannot be a scope. Separate scopes by spaces.`;
  return tokens.includes('openid') ? undefined : 'The scopes must hold openid.';
}
