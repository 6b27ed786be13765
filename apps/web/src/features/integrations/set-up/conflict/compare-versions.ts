/** One part of a section in the form's words; parts of two versions with equal keys are compared. */
export interface DescribedPart {
  key: string;
  label: string;
  /** What it holds; '' is shown as "Empty". */
  text: string;
}

/** The version a form began from, the newest saved one, and what was typed. */
export interface Versions<Values> {
  began: Values;
  theirs: Values;
  mine: Values;
}

/** Describes one of three versions; the three are at hand where a part makes sense only beside the others. */
export type Describe<Values> = (values: Values, all: Versions<Values>) => DescribedPart[];

/** A part that differs: the texts of both sides, null where a side does not have the part, and who changed it. */
export interface VersionDifference {
  key: string;
  label: string;
  theirs: string | null;
  mine: string | null;
  changedBy: 'them' | 'me' | 'both';
}

/** What differs between the newest saved version and the typed one, and who changed it since the form began. */
export function compareVersions<Values>(
  all: Versions<Values>,
  describe: Describe<Values>,
): VersionDifference[] {
  const began = textsOf(describe(all.began, all));
  const theirs = describe(all.theirs, all);
  const mine = describe(all.mine, all);
  const theirTexts = textsOf(theirs);
  const myTexts = textsOf(mine);
  const labels = new Map([...mine, ...theirs].map(({ key, label }) => [key, label]));
  return [...labels].flatMap(([key, label]) => {
    const [before, their, my] = [began, theirTexts, myTexts].map((texts) => texts.get(key) ?? null);
    if (their === my || their === undefined || my === undefined) return [];
    const changedBy = before === my ? 'them' : before === their ? 'me' : 'both';
    return [{ key, label, theirs: their, mine: my, changedBy }];
  });
}

const textsOf = (parts: readonly DescribedPart[]) =>
  new Map(parts.map(({ key, text }) => [key, text.trim()]));

export type Side = 'theirs' | 'mine';

/** Who alone changed a part has it; what both changed has to be chosen. */
export function presetSides(differences: readonly VersionDifference[]): Map<string, Side> {
  return new Map(
    differences.flatMap(({ key, changedBy }): [string, Side][] =>
      changedBy === 'both' ? [] : [[key, changedBy === 'me' ? 'mine' : 'theirs']],
    ),
  );
}

/** Their values with the kept fields of mine; keys are names, or paths such as `leadEvents.accept`. */
export function keepFields<Values extends object>(
  { theirs, mine }: Pick<Versions<Values>, 'theirs' | 'mine'>,
  kept: ReadonlySet<string>,
): Values {
  const merged = structuredClone(theirs);
  for (const key of kept) {
    const path = key.split('.');
    const last = path.pop() ?? '';
    const into = path.reduce(step, merged as Fields);
    into[last] = path.reduce(step, mine as Fields)[last];
  }
  return merged;
}

type Fields = Record<string, unknown>;
const step = (fields: Fields, name: string): Fields => fields[name] as Fields;
