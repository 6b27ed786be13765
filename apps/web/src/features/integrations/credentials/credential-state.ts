import type { PartnerCredential } from '@leads/contract/integrations';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export type CredentialState = 'works' | 'ends' | 'expired' | 'revoked';

/** What a credential is worth, now when no time is given. */
export function credentialStateOf(
  { revokedAt, expiresAt }: Pick<PartnerCredential, 'revokedAt' | 'expiresAt'>,
  now: Date = new Date(),
): CredentialState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'works';
  return new Date(expiresAt) <= now ? 'expired' : 'ends';
}

export const credentialStateWords: Record<CredentialState, { tone: StateTone; label: string }> = {
  works: { tone: 'good', label: 'Works' },
  ends: { tone: 'warn', label: 'Ends' },
  expired: { tone: 'off', label: 'Expired' },
  revoked: { tone: 'off', label: 'Revoked' },
};

/** Whether the partner can sign in by it now. */
export function isUsable(credential: PartnerCredential): boolean {
  const state = credentialStateOf(credential);
  return state === 'works' || state === 'ends';
}
