import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';
import { sendHints } from '#platform/live/send-hint.ts';
import type { RefusedCall } from './refused-call.ts';

interface Known {
  integrationId: string;
  credentialId: string | null;
}

/** Calls beyond a minute's share, told on the last one that was kept. */
export interface LeftOut {
  id: string;
  count: number;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Stores a batch in one transaction of its own and announces it. Calls whose caller no integration has (a made-up
 * client id) are dropped: they are nobody's to see.
 */
export async function storeRefusals(
  db: Kysely<Schema>,
  { calls, leftOut }: { calls: readonly RefusedCall[]; leftOut: readonly LeftOut[] },
): Promise<void> {
  const known = await findKnown(db, calls);
  const rows = calls.flatMap((call) => {
    const owner = known(call);
    return owner === undefined ? [] : [toRow(call, owner)];
  });
  if (rows.length === 0 && leftOut.length === 0) return;
  await db.transaction().execute(async (tx) => {
    if (rows.length > 0) await tx.insertInto('refused_request').values(rows).execute();
    for (const { id, count } of leftOut) {
      await tx
        .updateTable('refused_request')
        .set({ left_out: sql<number>`left_out + ${count}` })
        .where('id', '=', id)
        .execute();
    }
    const integrationIds = new Set(rows.map((row) => row.integration_id));
    await sendHints(
      tx,
      [...integrationIds].map((id) => ({ topic: 'requests', id, integrationId: id })),
    );
  });
}

function toRow(call: RefusedCall, owner: Known) {
  return {
    id: call.id,
    integration_id: owner.integrationId,
    credential_id: owner.credentialId,
    at: call.at,
    method: call.method,
    path: call.path,
    status: call.status,
    code: call.code,
    title: call.title,
    detail: call.detail,
    errors: JSON.stringify(call.errors),
    request_id: call.requestId,
    partner_booking_id: call.partnerBookingId,
    duration_ms: call.durationMs,
    test: call.test,
    body: call.body,
    body_cut: call.bodyCut,
  };
}

/** Looks up what was presented, revoked credentials included: a partner that still uses one wants to be seen. */
async function findKnown(
  db: Kysely<Schema>,
  calls: readonly RefusedCall[],
): Promise<(call: RefusedCall) => Known | undefined> {
  const asked = calls.flatMap(({ caller }) => ('integrationId' in caller ? [] : [caller]));
  if (asked.length === 0) return ({ caller }) => toSure(caller);
  const clientIds = asked.flatMap((one) => ('clientId' in one ? [one.clientId] : []));
  const hashes = asked.flatMap((one) => ('secretHash' in one ? [one.secretHash] : []));
  const ids = asked.flatMap((one) =>
    'credentialId' in one && uuidPattern.test(one.credentialId) ? [one.credentialId] : [],
  );
  const found = await db
    .selectFrom('partner_credential')
    .select(['id', 'client_id', 'secret_hash', 'integration_id'])
    .where(
      sql<boolean>`id = any(${ids}::uuid[]) or client_id = any(${clientIds}::text[]) or secret_hash = any(${hashes}::text[])`,
    )
    .execute();
  const owners = new Map<string, Known>();
  for (const row of found) {
    const owner = { integrationId: row.integration_id, credentialId: row.id };
    for (const key of [row.id, row.client_id, row.secret_hash]) owners.set(key, owner);
  }
  return ({ caller }) => toSure(caller) ?? owners.get(Object.values(caller)[0] ?? '');
}

function toSure(caller: RefusedCall['caller']): Known | undefined {
  return 'integrationId' in caller ? caller : undefined;
}
