import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  connectionIdOf,
  partnerCount,
  partnerIdOf,
  tenantIdOf,
  tenantsPerPartner,
} from './seed-partners.ts';

const run = promisify(execFile);
const clientCounts = [8, 16, 32, 64];
const seconds = 4;

/**
 * The yardstick: transactions per second of pgbench that stores what one booking stores, by the same two INSERTs one
 * after the other, prepared, in a transaction of their own; the best of 8, 16, 32 and 64 clients.
 */
export async function measurePgbench(databaseUrl: string): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'leads-pgbench-'));
  try {
    const script = join(dir, 'booking.sql');
    writeFileSync(script, bookingScript);
    let best = 0;
    for (const clients of clientCounts)
      best = Math.max(best, await measureWith(databaseUrl, { script, clients }));
    return best;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measureWith(
  databaseUrl: string,
  { script, clients }: { script: string; clients: number },
): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const { stdout } = await run(
    'pgbench',
    [
      '--no-vacuum',
      '--protocol',
      'prepared',
      '--jobs',
      '2',
      '--client',
      String(clients),
      '--time',
      String(seconds),
      '--file',
      script,
      '--host',
      hostname,
      '--port',
      port,
      '--username',
      decodeURIComponent(username),
      pathname.slice(1),
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) } },
  );
  const tps = /^tps = ([\d.]+)/mu.exec(stdout)?.[1];
  if (tps === undefined) throw new Error(`pgbench said: ${stdout}`);
  return Number(tps);
}

const bookingScript = `
\\set p random(0, ${partnerCount - 1})
\\set t random(0, ${tenantsPerPartner - 1})
\\set n random(1, 1000000000)
BEGIN;
INSERT INTO lead (id, tenant_id, connection_id, integration_id, test, account_id, profile_id, service_id,
  partner_booking_id, idempotency_token, body_hash, partner_job_type_name, standard_job_type_id, tenant_job_type_id,
  business_unit_id, wanted_start_at, wanted_duration_sec, customer_name, telephone, telephone_e164, email,
  street_address, address_line2, locality, region, postal_code, country, description, extra_details, warnings,
  search_text)
VALUES (uuidv7(), ${tenantIdOf(':p::int', ':t::int')}, ${connectionIdOf(':p::int', ':t::int')}, ${partnerIdOf(':p::int')}, false,
  'account-' || :t, 'profile', 'service-7', 'booking-' || :n || '-' || gen_random_uuid(),
  'token-' || :n || '-' || gen_random_uuid(), 'bench.qLZ0c0rKfW3Vd0m2pJX1o8yO0a4v3n9c7t5s6r8q2wE', 'Service 7',
  '00000000-0000-7000-b000-000000000008', null, null, now() + interval '1 day', 7200, 'Maria Alvarez ' || :n,
  '(602) 555-0137', '+16025550137', 'maria' || :n || '@example.com', '4821 E Cactus Rd', '', 'Phoenix', 'AZ', '85032',
  'US', 'Upstairs AC blows warm air since last night.', '{"parameter0": "45.00", "parameter1": "gold"}', '[]',
  'maria alvarez ' || :n || E'\\n(602) 555-0137\\n6025550137\\n16025550137\\nmaria' || :n || E'@example.com\\n4821 e cactus rd phoenix az 85032 us\\nbooking-' || :n || E'-\\n45.00\\ngold')
RETURNING id AS lead_id \\gset
INSERT INTO event (id, kind, lead_id, test, integration_id, tenant_id, connection_id)
VALUES (uuidv7(), 'lead.received', :lead_id, false, ${partnerIdOf(':p::int')}, ${tenantIdOf(':p::int', ':t::int')},
  ${connectionIdOf(':p::int', ':t::int')});
COMMIT;
`;
