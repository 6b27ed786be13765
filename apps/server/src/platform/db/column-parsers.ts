import pg from 'pg';

type Parse = (text: string) => unknown;

/** Fixed numbers of PostgreSQL's catalogue (pg_type), which pg does not name. */
const arrayOf = { text: 1009, int8: 1016, date: 1182, numeric: 1231 };
const parseTexts: (text: string) => (string | null)[] = pg.types.getTypeParser(arrayOf.text);

/**
 * How column values become JavaScript values, where this differs from pg's own choice. What
 * `generate-schema.ts` tells kysely-codegen must agree with it. `numeric` stays a string, so that
 * money is never rounded; `timestamptz` is a Date.
 */
const parsers = new Map<number, Parse>([
  [pg.types.builtins.INT8, parseInt8],
  // A day has no time zone; pg would make it midnight of this machine's zone.
  [pg.types.builtins.DATE, (text) => text],
  [
    arrayOf.int8,
    (text) => parseTexts(text).map((item) => (item === null ? null : parseInt8(item))),
  ],
  [arrayOf.date, parseTexts],
  // pg would make them floating point numbers.
  [arrayOf.numeric, parseTexts],
]);

/** Given to each connection, so that pg's process-wide parsers stay as they are. */
export const columnParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

/** Throws RangeError rather than round a number that JavaScript cannot hold exactly. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`bigint ${text} is outside what a JavaScript number holds exactly`);
}
