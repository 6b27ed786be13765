import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { writeCsv } from './csv/write-csv.ts';

/**
 * The current list with its mappings; importing it again changes nothing. Job types that are not mapped have empty
 * cells, which leave a mapping alone.
 */
export async function exportJobTypes(
  ctx: Context,
  integrationId: string,
): Promise<{ fileName: string; csv: string }> {
  const integration = await ctx.db
    .selectFrom('integration')
    .select('name')
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (integration === undefined)
    throw new Problem('not_found', { detail: 'There is no such integration.' });
  const rows = await ctx.db
    .selectFrom('partner_job_type as p')
    .leftJoin('standard_job_type as s', 's.id', 'p.standard_job_type_id')
    .leftJoin('trade as t', 't.id', 's.trade_id')
    .select(['p.partner_id', 'p.name', 'p.category', 's.name as standard', 't.name as trade'])
    .where('p.integration_id', '=', integrationId)
    .orderBy('p.position')
    .orderBy('p.id')
    .execute();
  const csv = writeCsv(
    rows.map((row) => ({
      partnerId: row.partner_id,
      name: row.name,
      category: row.category,
      trade: row.trade ?? '',
      standardJobType: row.standard ?? '',
    })),
  );
  return { fileName: `${toFileName(integration.name)}-job-types.csv`, csv };
}

function toFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return plain === '' ? 'partner' : plain;
}
