import { createSigningKey } from '#features/webhooks/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';

/**
 * Gives an ST Pairing integration whose Webhooks are saved its first signing key, so that pairing requests are always
 * signed. Others are left as they are.
 */
export async function ensureSigningKey(tx: Tx, ctx: Context, integrationId: string): Promise<void> {
  const needed = await tx
    .selectFrom('integration as i')
    .innerJoin('integration_section as s', 's.integration_id', 'i.id')
    .select('i.id')
    .where('i.id', '=', integrationId)
    .where('i.tenant_authorization_type', '=', 'st_pairing')
    .where('s.section', '=', 'webhooks')
    .where('s.version', '>', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signing_key')
            .select('id')
            .where('integration_id', '=', integrationId)
            .where('expires_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst();
  if (needed !== undefined) await createSigningKey(tx, ctx, integrationId);
}
