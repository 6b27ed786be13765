import { z } from 'zod';
import type { AccountProfile } from '#features/connections/index.ts';
import { SignInFault } from './sign-in-fault.ts';

export interface SignedInAccount {
  id: string;
  name: string;
  profiles: AccountProfile[];
  /** The claims name no profiles; the account stands for its only one. */
  areProfilesAssumed: boolean;
}

/** Bookings name accounts by at most so many characters. */
const idLengthMax = 200;
const nameLengthMax = 200;

const ProfileId = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().min(1).max(idLengthMax));
const Profiles = z.array(z.object({ id: ProfileId, name: z.string().nullish() })).max(1000);

/**
 * The account that signed in: `sub` and `name`, with the profiles of a `profiles` claim. Without one the account is its
 * own single profile.
 * @throws SignInFault `id_token_subject`, `profiles_invalid`
 */
export function accountFromClaims(claims: {
  sub: string;
  name?: unknown;
  profiles?: unknown;
}): SignedInAccount {
  const { sub: id } = claims;
  if (id.length > idLengthMax)
    throw new SignInFault('id_token_subject', `sub is longer than ${idLengthMax} characters`);
  const name = typeof claims.name === 'string' ? claims.name.trim().slice(0, nameLengthMax) : '';
  if (claims.profiles === undefined || claims.profiles === null)
    return { id, name, profiles: [{ id, name }], areProfilesAssumed: true };
  const parsed = Profiles.safeParse(claims.profiles);
  if (!parsed.success) throw new SignInFault('profiles_invalid');
  const profiles = parsed.data.map((profile) => ({
    id: profile.id,
    name: profile.name?.slice(0, nameLengthMax) ?? '',
  }));
  return profiles.length === 0
    ? { id, name, profiles: [{ id, name }], areProfilesAssumed: true }
    : { id, name, profiles, areProfilesAssumed: false };
}
