import type { Reading, Term } from './field-words.ts';
import type { IndexedType } from './standard-type-index.ts';

/** What a partner says about one of its job types, read once. */
export interface PartnerReading {
  name: Reading;
  category: Reading;
  /** Trades that the category, or a trade's name inside of the name, points to; empty: any. */
  trades: ReadonlySet<string>;
}

export interface Score {
  confidence: number;
  /** The words of the partner that spoke for it, in lower case. */
  matched: string[];
}

/** How well an act that was asked for is met by another one; what is not here is met badly. */
const affinities: Readonly<Record<string, number>> = {
  'install upgrade': 0.95,
  'maintain clean': 0.6,
  'maintain inspect': 0.6,
  'maintain treat': 0.7,
  'maintain pump': 0.7,
  'maintain repair': 0.5,
  'unclog clean': 0.75,
  'unclog repair': 0.55,
  'repair treat': 0.5,
  'test inspect': 0.8,
  'remove treat': 0.8,
  'inspect treat': 0.6,
  'clean repair': 0.4,
};
const foreignAct = 0.25;
const certain = 0.98;

/**
 * How sure one may be that the partner means this standard job type: whether the thing is the same, how much else is
 * spoken of, whether the same is done with it, and whether the trade agrees. Each can only take confidence away.
 */
export function scoreStandardType(type: IndexedType, partner: PartnerReading): Score {
  const { name, category } = partner;
  const ownThings = name.objects.length > 0 || name.outside.length > 0;
  const objects = ownThings ? name.objects : [...name.trades, ...category.objects];
  const wanted = new Set(type.objects);
  const hits = objects.filter(({ token }) => wanted.has(token));
  const known = [...name.unknown, ...name.trades].filter(({ token }) => wanted.has(token));
  const found = new Set([...hits, ...known].map(({ token }) => token));
  const held = found.size / wanted.size;
  const explained = shareExplained(objects, wanted) * strangeness(name, wanted);
  const acts = name.actions.length > 0 ? name.actions : ownThings ? [] : category.actions;
  const act = scoreAct(type, acts);
  const confidence =
    certain *
    held ** 1.5 *
    (0.3 + 0.7 * explained) *
    act.factor *
    (ownThings || known.length > 0 ? 1 : fromCategory(name)) *
    scoreTrade(type, partner);
  const words = [...hits, ...known, ...act.terms].flatMap(({ text }) => text.split(' '));
  return { confidence, matched: [...new Set(words)] };
}

/** A thing that only the category names; words of the name that we do not know may well name another one. */
const fromCategory = ({ unknown }: Reading): number => (unknown.length === 0 ? 0.88 : 0.55);

/** What is named first weighs most: "Faucets, Fixtures & Pipes" is about faucets before it is about pipes. */
function shareExplained(objects: readonly Term[], wanted: ReadonlySet<string>): number {
  const seen = new Set<string>();
  let all = 0;
  let met = 0;
  for (const { token } of objects) {
    if (seen.has(token)) continue;
    const weight = 1 / (1 + 0.7 * seen.size);
    seen.add(token);
    all += weight;
    if (wanted.has(token)) met += weight;
  }
  return all === 0 ? 1 : met / all;
}

/** Things outside of the field weigh heavily, words that say nothing lightly. */
function strangeness({ outside, unknown }: Reading, wanted: ReadonlySet<string>): number {
  const strange = (terms: readonly Term[]) =>
    terms.filter(({ token }) => !wanted.has(token)).length;
  return 1 / (1 + 0.9 * strange(outside) + 0.14 * Math.min(strange(unknown), 4));
}

function scoreAct(type: IndexedType, asked: readonly Term[]): { factor: number; terms: Term[] } {
  if (type.actions.length === 0) return { factor: asked.length === 0 ? 1 : 0.95, terms: [] };
  if (asked.length === 0) return { factor: type.isOnly ? 0.9 : 0.6, terms: [] };
  const terms = asked.filter(({ token }) => type.actions.includes(token));
  // "Service or Repair" asks for the repair; maintenance is what else the partner may send.
  const isAside = asked.some(({ token }) => token === 'repair') && !type.actions.includes('repair');
  const best = Math.max(
    ...asked.flatMap(({ token }) => type.actions.map((act) => affinityOf(token, act))),
  );
  return { factor: best * (isAside ? 0.7 : 1), terms };
}

function affinityOf(asked: string, done: string): number {
  if (asked === done) return 1;
  return affinities[`${asked} ${done}`] ?? affinities[`${done} ${asked}`] ?? foreignAct;
}

function scoreTrade({ trade, inOneTrade }: IndexedType, { trades }: PartnerReading): number {
  if (trades.size === 0) return 0.95;
  if (trades.has(trade)) return 1;
  // Partners file a water softener under plumbing; a panel under solar is another panel.
  return inOneTrade ? 0.8 : 0.5;
}
