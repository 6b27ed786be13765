import { readText } from './field-words.ts';
import { scoreStandardType } from './score-standard-type.ts';
import type { StandardTypeIndex } from './standard-type-index.ts';

export interface Suggestion {
  standardJobTypeId: string;
  /** 0 to 1. */
  confidence: number;
  /** Words of name and category that spoke for it, in lower case. */
  matched: string[];
}

/** Below this nothing is proposed: a wrong proposal costs more reading than none. */
const confidenceMin = 0.4;
export const optionsMax = 3;
/** Next to an equal rival nobody can be sure. */
const rivalPenalty = 0.3;

/**
 * The best three standard job types for a partner's name and category, the likeliest first; none where nothing fits.
 * Pure: the same words give the same answer. How near the second comes takes confidence away from the first.
 */
export function suggestStandardTypes(
  index: StandardTypeIndex,
  { name, category }: { name: string; category: string },
): Suggestion[] {
  const own = readText(name);
  const under = readText(category);
  const named =
    own.trades.length > 0 ? index.tradesOf('', { ...own, objects: [] }) : new Set<string>();
  const byCategory = index.tradesOf(category, under);
  const partner = {
    name: own,
    category: under,
    trades: byCategory.size > 0 ? byCategory : named,
  };
  const tokens = [
    ...own.objects,
    ...own.unknown,
    ...own.trades,
    ...(own.objects.length + own.outside.length === 0 ? under.objects : []),
  ].map(({ token }) => token);
  if (tokens.length === 0) return [];
  const scored = index
    .find(tokens)
    .map((type) => ({ standardJobTypeId: type.id, ...scoreStandardType(type, partner) }))
    .toSorted((a, b) => b.confidence - a.confidence);
  const [first, second] = scored;
  if (first === undefined) return [];
  const nearness = second === undefined ? 0 : second.confidence / first.confidence;
  const doubt = 1 - rivalPenalty * Math.max(0, (nearness - 0.7) / 0.3);
  return scored
    .slice(0, optionsMax)
    .map((one) => ({ ...one, confidence: round(one.confidence * doubt) }))
    .filter(({ confidence }) => confidence >= confidenceMin);
}

const round = (value: number): number => Math.round(value * 100) / 100;
