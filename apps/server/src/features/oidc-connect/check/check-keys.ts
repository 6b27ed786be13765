import { importJWK } from 'jose';
import { z } from 'zod';
import type { Context } from '#platform/act/context.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import { parseJson } from './read-metadata.ts';
import { failed, passed, warning } from './run-check.ts';
import type { Verdict } from './run-check.ts';

const Jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(200) });
const defaultAlgorithm: Record<string, string> = { RSA: 'RS256', EC: 'ES256', OKP: 'EdDSA' };

/** Reads the keys that ID tokens are signed with, and whether one of them can be used. */
export async function checkKeys(
  ctx: Pick<Context, 'outbound'>,
  { url, timeoutMs, bytesMax }: { url: string; timeoutMs: number; bytesMax: number },
): Promise<Verdict> {
  const request = { url, method: 'GET' as const, timeoutMs, replyBytesMax: bytesMax };
  try {
    const { status, body } = await ctx.outbound.request(request);
    if (status !== 200)
      return failed(`The key address answered with status ${status}. Tell the partner.`);
    const parsed = Jwks.safeParse(parseJson(body));
    if (!parsed.success)
      return failed('The key address does not answer a key set. Tell the partner.');
    return judgeKeys(parsed.data.keys);
  } catch (err) {
    if (err instanceof OutboundFailure) return failed(err.message);
    throw err;
  }
}

async function judgeKeys(keys: readonly Record<string, unknown>[]): Promise<Verdict> {
  const usable = (await Promise.all(keys.map(isUsable))).filter(Boolean).length;
  if (usable === 0)
    return failed('No key in the key set can verify a signature. Tell the partner.');
  const words = `${usable} usable ${usable === 1 ? 'key' : 'keys'}`;
  const unnamed = keys.filter((key) => key['kid'] === undefined).length;
  if (keys.length > 1 && unnamed > 0) {
    return warning(
      `${words}, but ${unnamed} of ${keys.length} have no kid; sign-ins fail where it is not clear which one signed. Tell the partner.`,
    );
  }
  return passed(`${words}.`);
}

async function isUsable(key: Record<string, unknown>): Promise<boolean> {
  const { kty, use, alg } = key;
  const fallback = defaultAlgorithm[String(kty)];
  if (fallback === undefined || (use !== undefined && use !== 'sig')) return false;
  try {
    const imported = await importJWK(
      key,
      typeof alg === 'string' ? alg : algorithmOf(key, fallback),
    );
    return !(imported instanceof Uint8Array) && imported.type === 'public';
  } catch {
    return false;
  }
}

function algorithmOf({ crv }: Record<string, unknown>, fallback: string): string {
  if (crv === 'P-384') return 'ES384';
  return crv === 'P-521' ? 'ES512' : fallback;
}
