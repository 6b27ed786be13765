/** One thing that is measured, and how good it must be. */
export interface Bar<Place> {
  name: string;
  /** What the figure must stay below or reach. */
  bar: { below: number } | { atLeast: number };
  unit: 'ms' | 's' | 'MB' | 'ratio' | '/s';
  /** One run; answers the figure. */
  measure(place: Place): Promise<number>;
}

/** What `npm run bench -- <name>` runs: a place that is made once, and the bars measured there. */
export interface Part<Place> {
  name: string;
  title: string;
  /** What the place holds, in a sentence for the report. */
  seeded: string;
  open(): Promise<{ place: Place; close(): Promise<void> }>;
  bars: readonly Bar<Place>[];
}

export interface Result {
  name: string;
  unit: string;
  bar: string;
  figures: number[];
  median: number;
  isMet: boolean;
}

const runs = 3;

/** Runs every bar three times and judges the median. */
export async function measurePart<Place>(
  { bars }: Part<Place>,
  place: Place,
  tell: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const bar of bars) {
    const figures: number[] = [];
    for (let run = 0; run < runs; run += 1) figures.push(await bar.measure(place));
    const result = judge(bar, figures);
    tell(result);
    results.push(result);
  }
  return results;
}

function judge<Place>({ name, bar, unit }: Bar<Place>, figures: number[]): Result {
  const median = figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
  const isMet = 'below' in bar ? median < bar.below : median >= bar.atLeast;
  const words = 'below' in bar ? `< ${bar.below} ${unit}` : `≥ ${bar.atLeast} ${unit}`;
  return { name, unit, bar: words, figures, median, isMet };
}

/** A figure with as many digits as its size deserves. */
export function toFigureWords(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
}
