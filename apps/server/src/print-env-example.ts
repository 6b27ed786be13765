import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { environmentSchema } from './config.ts';

const file = fileURLToPath(new URL('../../../.env.example', import.meta.url));

/** `.env.example` as the environment's schema describes it. */
export function printEnvExample(): string {
  const blocks = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success ? toText(fallback.data) : '';
    const isRequired = !fallback.success;
    return `# ${schema.meta()?.description ?? ''}${isRequired ? ' (required)' : ''}\n${name}=${value}\n`;
  });
  return [
    '# Every variable that the processes read, with its default. `npm start` without DATABASE_URL needs none of them.\n',
    ...blocks,
    '# Port of the demo partner that `npm start` runs beside demo data\nDEMO_PARTNER_PORT=4601\n',
  ].join('\n');
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return value === undefined || value === null ? '' : String(value);
}

export function readEnvExample(): string {
  return readFileSync(file, 'utf8');
}

if (import.meta.main) writeFileSync(file, printEnvExample());
