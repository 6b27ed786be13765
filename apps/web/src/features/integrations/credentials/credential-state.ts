import type { PartnerCredential } from '@leads/contract/integrations';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

/** `ends`: within `endsSoonDays`, so that somebody has to act. */
export type CredentialState = 'works' | 'ends' | 'expired' | 'revoked';

const endsSoonDays = 14;
const dayMs = 86_400_000;

/** What a credential is worth, now when no time is given. */
export function credentialStateOf(
  { revokedAt, expiresAt }: Pick<PartnerCredential, 'revokedAt' | 'expiresAt'>,
  now: Date = new Date(),
): CredentialState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'works';
  const leftMs = new Date(expiresAt).getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= endsSoonDays * dayMs ? 'ends' : 'works';
}

export const credentialStateWords: Record<CredentialState, { tone: StateTone; label: string }> = {
  works: { tone: 'good', label: 'Works' },
  ends: { tone: 'warn', label: 'Ends soon' },
  expired: { tone: 'off', label: 'Expired' },
  revoked: { tone: 'off', label: 'Revoked' },
};

/** Whether the partner can sign in by it now. */
export function isUsable(credential: PartnerCredential): boolean {
  const state = credentialStateOf(credential);
  return state === 'works' || state === 'ends';
}

export const hasPassed = (at: string, now: Date = new Date()): boolean => new Date(at) <= now;

/** What is amber about credentials: the last live one that works ends soon; null while there is time. */
export function warnOfEnd(
  credentials: readonly PartnerCredential[],
  now: Date = new Date(),
): string | null {
  const ends = credentials
    .filter((one) => one.mode === 'live' && one.revokedAt === null)
    .flatMap((one) => (credentialStateOf(one, now) === 'expired' ? [] : [one.expiresAt]));
  if (ends.length === 0 || ends.includes(null)) return null;
  const last = Math.max(...ends.map((at) => new Date(at ?? 0).getTime()));
  const days = Math.floor((last - now.getTime()) / dayMs);
  if (days >= endsSoonDays) return null;
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${String(days)} days`;
  return `The last live credential ends ${when}`;
}
