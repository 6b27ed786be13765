import type { ReviewProfile } from '@leads/contract/connection-review';

export interface UnitChoice {
  chosen: string[];
  /** What was saved when it was first chosen. */
  before: string[];
}

/** The business units that are chosen and not saved, by profile. */
export type UnitChoices = ReadonlyMap<string, UnitChoice>;

const hasSame = (ids: readonly string[], others: readonly string[]): boolean =>
  ids.length === others.length && ids.every((id) => others.includes(id));

/** A choice that is what is saved is none. */
export function chooseUnits(
  choices: UnitChoices,
  { profileId, businessUnitIds }: ReviewProfile,
  chosen: string[],
): UnitChoices {
  const next = new Map(choices);
  const before = choices.get(profileId)?.before ?? businessUnitIds;
  if (hasSame(chosen, businessUnitIds)) next.delete(profileId);
  else next.set(profileId, { chosen, before });
  return next;
}

/** What a colleague saved of the profile since something else was chosen here. */
export function findTheirs(
  choices: UnitChoices,
  { profileId, businessUnitIds }: ReviewProfile,
): string[] | undefined {
  const choice = choices.get(profileId);
  if (choice === undefined || hasSame(choice.before, businessUnitIds)) return undefined;
  return hasSame(choice.chosen, businessUnitIds) ? undefined : businessUnitIds;
}

/** Choices that were sent to be saved, and the profiles as they were shown then. */
export interface SentChoices {
  choices: UnitChoices;
  profiles: readonly ReviewProfile[];
}

/** What a save says: the changed profiles, each with what the page shows as saved. */
export function toSavedUnits({ choices, profiles }: SentChoices) {
  return profiles.flatMap(({ profileId, businessUnitIds: before }) => {
    const choice = choices.get(profileId);
    return choice === undefined ? [] : [{ profileId, before, businessUnitIds: choice.chosen }];
  });
}

/** What of the choices was made after others were sent to be saved, also what was chosen back. */
export function keepSince(
  choices: UnitChoices,
  sent: SentChoices,
  saved: readonly ReviewProfile[],
): UnitChoices {
  const shown = new Map(sent.profiles.map((one) => [one.profileId, one.businessUnitIds]));
  return saved.reduce<UnitChoices>((next, profile) => {
    const { profileId } = profile;
    const then = sent.choices.get(profileId)?.chosen;
    const now = choices.get(profileId)?.chosen ?? (then && shown.get(profileId));
    if (now === undefined || (then !== undefined && hasSame(now, then))) return next;
    return chooseUnits(next, profile, now);
  }, new Map());
}
