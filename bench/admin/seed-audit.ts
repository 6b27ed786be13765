import type { Pool } from 'pg';
import { insertUnindexed } from '../frame/insert-unindexed.ts';
import { idAt } from './seed-leads.ts';

export const auditCount = 1_000_000;

/** A million entries of a year: 300 people, 20 acts of very different frequency, most at one of a thousand integrations. */
export async function seedAudit(sql: Pool): Promise<void> {
  await insertUnindexed(sql, 'audit_entry', entries);
}

const entries = `
  with numbered as (
    select n, abs(hashint4(n)::bigint) as h, now() - n * interval '31 seconds' as at from generate_series(1, ${auditCount}) n
  ), acts as (
    select array['lead.accept', 'lead.schedule', 'lead.decline', 'lead.invoice', 'connection.request',
      'connection.disconnect', 'integration.save_general', 'integration.save_webhooks', 'integration.save_urls',
      'integration.save_tenant_access', 'integration.activate', 'integration.deactivate', 'delivery.resend',
      'credential.create', 'credential.revoke', 'signing_key.create', 'staff.invite', 'staff.disable',
      'standard_job_type.rename', 'agreement.publish'] as names
  )
  insert into audit_entry (id, at, actor_kind, actor_id, actor_name, action, integration_id, tenant_id, subject_kind,
    subject_id, before, after, request_id)
  select ${idAt('at', 'n')}, at, case when h % 3 = 0 then 'staff' else 'tenant' end, md5((h % 300)::text)::uuid::text,
    (array['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay'])[h % 300 % 6 + 1] || ' ' || 'Person ' || h % 300,
    -- Each act is half as frequent as the one before, down to a handful.
    names[least(20, greatest(1, 1 + floor(-ln((h % 1000003 + 1) / 1000004.0) / ln(2))::int))],
    case when h % 10 > 0 then ('00000000-0000-7000-8000-' || lpad(to_hex(case when h % 4 = 0 then 1 else h % 1000 + 1 end), 12, '0'))::uuid end,
    null, 'integration', md5((h % 5000)::text)::uuid::text, '{"name": "Before"}', '{"name": "After"}',
    md5(n::text)::uuid::text
  from numbered, acts`;
