import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type as systemType, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { toFigureWords } from './bar.ts';
import type { Part, Result } from './bar.ts';

const file = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const intro = `# Benchmarks

Written by \`npm run bench\`; a part's section is replaced when that part runs. Each figure is the median of three runs,
with the lowest and highest behind it. PostgreSQL has fsync on; load, database and processes share the machine.
`;

/** Writes the part's section, and leaves those of the other parts as they are. */
export function writeSection<Place>(
  part: Pick<Part<Place>, 'name' | 'title' | 'seeded'>,
  { results, postgresVersion }: { results: readonly Result[]; postgresVersion: string },
): void {
  const sections = readSections();
  sections.set(part.name, toSection(part, { results, postgresVersion }));
  const sorted = [...sections].toSorted(([one], [other]) => one.localeCompare(other));
  writeFileSync(file, `${intro}\n${sorted.map(([, section]) => section).join('\n')}`);
}

function readSections(): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const parts = readFileSync(file, 'utf8').split(/^<!-- part: ([a-z-]+) -->\n/mu);
  const sections = new Map<string, string>();
  for (let index = 1; index + 1 < parts.length; index += 2)
    sections.set(
      parts[index] ?? '',
      `<!-- part: ${parts[index]} -->\n${parts[index + 1]?.trim()}\n`,
    );
  return sections;
}

function toSection(
  { name, title, seeded }: { name: string; title: string; seeded: string },
  { results, postgresVersion }: { results: readonly Result[]; postgresVersion: string },
): string {
  const rows = results.map(({ name: row, figures, median, unit, bar, isMet }) => {
    const spread = `${toFigureWords(Math.min(...figures))}–${toFigureWords(Math.max(...figures))}`;
    return `| ${row} | ${toFigureWords(median)} ${unit} | ${spread} | ${bar} | ${isMet ? 'met' : 'SHORT'} |`;
  });
  return [
    `<!-- part: ${name} -->`,
    `## ${title}`,
    '',
    `${new Date().toISOString().slice(0, 10)} · ${machine()} · Node ${process.versions.node} · PostgreSQL ${postgresVersion}`,
    '',
    seeded,
    '',
    '| measured | median | spread | bar | |',
    '|---|---:|---:|---:|---|',
    ...rows,
    '',
  ].join('\n');
}

function machine(): string {
  const [cpu] = cpus();
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memoryGb} GB, ${systemType()} ${release()}`;
}
