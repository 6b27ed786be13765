import type { ReviewProfile } from '@leads/contract/connection-review';

/** The business units that are chosen and not saved, by profile. */
export type UnitChoices = ReadonlyMap<string, string[]>;

const hasSame = (ids: readonly string[], others: readonly string[]): boolean =>
  ids.length === others.length && ids.every((id) => others.includes(id));

/** A choice that is what is saved is none. */
export function chooseUnits(
  choices: UnitChoices,
  { profileId, businessUnitIds }: ReviewProfile,
  chosen: string[],
): UnitChoices {
  const next = new Map(choices);
  if (hasSame(chosen, businessUnitIds)) next.delete(profileId);
  else next.set(profileId, chosen);
  return next;
}

/** What a save says: the changed profiles, each with what it had when it was looked at. */
export function toSavedUnits(choices: UnitChoices, profiles: readonly ReviewProfile[]) {
  return profiles.flatMap(({ profileId, businessUnitIds: before }) => {
    const businessUnitIds = choices.get(profileId);
    return businessUnitIds === undefined ? [] : [{ profileId, before, businessUnitIds }];
  });
}
