/**
 * Measures what docs/benchmarks.md promises: `npm run bench`, or `npm run bench -- admin` for one part. Prints a row per
 * bar, writes the report, and ends with 1 when a bar is short.
 */
import { adminPart } from './admin/part.ts';
import { intakePart } from './intake/part.ts';
import { leadsPart } from './leads/part.ts';
import { measurePart, toFigureWords } from './frame/bar.ts';
import type { Part, Result } from './frame/bar.ts';
import type { Installation } from './frame/api-process.ts';
import { writeSection } from './frame/report.ts';

const parts = [toRunnable(adminPart), toRunnable(intakePart), toRunnable(leadsPart)];

function printRow({ name, median, unit, bar, isMet }: Result): void {
  const figure = `${toFigureWords(median)} ${unit}`;
  console.log(
    `${name.padEnd(58)} ${figure.padStart(10)}  ${bar.padStart(10)}  ${isMet ? 'met' : 'SHORT'}`,
  );
}

async function run(names: readonly string[]): Promise<boolean> {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    const known = parts.map(({ name }) => name).join(', ');
    console.error(`There is no part ${unknown.join(', ')}. Parts: ${known}`);
    return false;
  }
  let allMet = true;
  for (const part of parts.filter(({ name }) => names.length === 0 || names.includes(name)))
    allMet = (await part.measure()) && allMet;
  return allMet;
}

/** Parts have places of their own kind; all that the command needs is to run them. */
function toRunnable<Place extends Installation>(part: Part<Place>) {
  return { name: part.name, measure: () => measure(part) };
}

/** Measures one part, prints its rows and writes its section; answers whether every bar is met. */
async function measure<Place extends Installation>(part: Part<Place>): Promise<boolean> {
  console.log(`\n${part.title}`);
  const { place, close } = await part.open();
  try {
    const results = await measurePart(part, place, printRow);
    const { rows } = await place.sql.query<{ server_version: string }>('show server_version');
    writeSection(part, { results, postgresVersion: rows[0]?.server_version ?? '' });
    return results.every(({ isMet }) => isMet);
  } finally {
    await close();
  }
}

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
