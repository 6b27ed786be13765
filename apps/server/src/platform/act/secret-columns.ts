/** Columns and keys that never reach the audit; the value is replaced, so that a change still shows as one. */
const secretNames = new Set([
  'secret',
  'secret_hash',
  'secret_sealed',
  'client_secret',
  'clientSecret',
  'client_secret_sealed',
  'refresh_token_sealed',
  'code_verifier_sealed',
  'key_hash',
  'token_hash',
  'password',
]);

/** A copy in which secret values read `[secret]`, at any depth. */
export function withoutSecretColumns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretColumns);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretNames.has(name) && inner !== null && inner !== undefined && inner !== ''
        ? '[secret]'
        : withoutSecretColumns(inner),
    ]),
  );
}
