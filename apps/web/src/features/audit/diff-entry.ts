import diffValues from 'microdiff';
import type { Difference } from 'microdiff';
import { toFieldWords, toItemWords, toValueWords } from './field-words.ts';

/** One change of an entry, as people read it. */
export type Change =
  | { kind: 'value'; field: string; before: string; after: string }
  | { kind: 'secret'; field: string }
  | { kind: 'text'; field: string; before: string; after: string }
  | { kind: 'list'; field: string; added: string[]; removed: string[]; isReordered: boolean };

const secret = '[secret]';
/** Longer texts are compared word by word. */
const textLengthMin = 60;

type State = Record<string, unknown>;

/** What changed between the states, in their order: only changed fields, lists as what came and what went. */
export function diffEntry(before: unknown, after: unknown): Change[] {
  const [from, to] = [toState(before), toState(after)];
  const differences = diffValues(from, to).flatMap(spread);
  const changes: Change[] = [];
  const listsTold = new Set<string>();
  for (const difference of differences) {
    const { path } = difference;
    const list = listPathOf(path, from, to);
    if (list === undefined) {
      changes.push(toChange(difference));
      continue;
    }
    const key = JSON.stringify(list);
    if (!listsTold.has(key)) changes.push(toListChange(list, from, to));
    listsTold.add(key);
  }
  return [...changes, ...replacedSecrets(before, from, to)];
}

function toState(value: unknown): State {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? (value as State) : { value };
}

/** An object that came or went whole is told field by field. */
function spread(difference: Difference): Difference[] {
  const value: unknown = difference.type === 'REMOVE' ? difference.oldValue : difference.value;
  if (difference.type === 'CHANGE' || value === null || typeof value !== 'object') {
    return [difference];
  }
  if (Array.isArray(value)) return [difference];
  return Object.entries(value).flatMap(([name, inner]) =>
    spread(
      difference.type === 'CREATE'
        ? { type: 'CREATE', path: [...difference.path, name], value: inner as unknown }
        : { type: 'REMOVE', path: [...difference.path, name], oldValue: inner as unknown },
    ),
  );
}

/** The path of the outermost list that the difference lies in. */
function listPathOf(
  path: readonly (string | number)[],
  from: State,
  to: State,
): (string | number)[] | undefined {
  for (let length = 1; length <= path.length; length += 1) {
    const part = path.slice(0, length);
    if (Array.isArray(at(from, part)) || Array.isArray(at(to, part))) return part;
  }
  return undefined;
}

function at(state: unknown, path: readonly (string | number)[]): unknown {
  let value = state;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function toChange(difference: Difference): Change {
  const field = toFieldWords(difference.path);
  const old: unknown = difference.type === 'CREATE' ? undefined : difference.oldValue;
  const now: unknown = difference.type === 'REMOVE' ? undefined : difference.value;
  if (old === secret || now === secret) return { kind: 'secret', field };
  const [before, after] = [toValueWords(old), toValueWords(now)];
  const isLong = Math.max(before.length, after.length) >= textLengthMin;
  const areTexts = typeof old === 'string' && typeof now === 'string';
  return { kind: isLong && areTexts ? 'text' : 'value', field, before, after };
}

function toListChange(path: (string | number)[], from: State, to: State): Change {
  const itemsOf = (value: unknown) => (Array.isArray(value) ? value.map(toItemWords) : []);
  const [before, after] = [itemsOf(at(from, path)), itemsOf(at(to, path))];
  const [had, has] = [new Set(before), new Set(after)];
  const added = after.filter((item) => !had.has(item));
  const removed = before.filter((item) => !has.has(item));
  const isReordered = added.length === 0 && removed.length === 0;
  return { kind: 'list', field: toFieldWords(path), added, removed, isReordered };
}

/** Masked on both sides, so that no difference shows; a save that names a secret replaced it. */
function replacedSecrets(before: unknown, from: State, to: State): Change[] {
  if (before === null || before === undefined) return [];
  return Object.keys(to)
    .filter((name) => to[name] === secret && from[name] === secret)
    .map((name) => ({ kind: 'secret', field: toFieldWords([name]) }));
}
