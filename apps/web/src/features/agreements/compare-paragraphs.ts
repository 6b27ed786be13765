export interface Part {
  kind: 'same' | 'added' | 'removed';
  words: string;
}

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** What became of each paragraph, in reading order: the longest common sequence stays, the rest was removed or added. */
export function compareParagraphs(before: string, after: string): Part[] {
  const [old, next] = [paragraphsOf(before), paragraphsOf(after)];
  const lengths = commonLengths(old, next);
  const parts: Part[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const [gone, come] = [old[i], next[j]];
    if (gone !== undefined && gone === come) {
      parts.push({ kind: 'same', words: gone });
      i += 1;
      j += 1;
    } else if (
      gone !== undefined &&
      (come === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))
    ) {
      parts.push({ kind: 'removed', words: gone });
      i += 1;
    } else if (come !== undefined) {
      parts.push({ kind: 'added', words: come });
      j += 1;
    }
  }
  return parts;
}

/** How many paragraphs in a row of order the rests from `i` and `j` have in common. */
function commonLengths(old: readonly string[], next: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: next.length + 1 }, () => 0),
  );
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row === undefined) continue;
      const below = lengths[i + 1];
      row[j] =
        old[i] === next[j] ? (below?.[j + 1] ?? 0) + 1 : Math.max(below?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
