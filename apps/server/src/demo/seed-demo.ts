import { seedCatalogue } from '#features/job-types/index.ts';
import { createStaffUser, createTenantUser, toPasswordHash } from '#features/staff/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import type { DemoFacts } from './demo-facts.ts';
import { demoPassword, demoStaff, demoTenantUsers } from './demo-tenants.ts';
import { seedIntegrations } from './seed-integrations.ts';
import { seedTenants } from './seed-tenants.ts';

/** Whether nothing was ever made here: only such a database is seeded. */
export async function isEmptyDatabase(ctx: Context): Promise<boolean> {
  const user = await ctx.db.selectFrom('sign_in_user').select('id').limit(1).executeTakeFirst();
  const tenant = await ctx.db.selectFrom('tenant').select('id').limit(1).executeTakeFirst();
  return user === undefined && tenant === undefined;
}

/** Whether the demo integration of these facts is in this database. */
export async function hasDemo(ctx: Context, facts: DemoFacts): Promise<boolean> {
  const integration = await ctx.db
    .selectFrom('integration')
    .select('id')
    .where('id', '=', facts.integrationId)
    .executeTakeFirst();
  return integration !== undefined;
}

/** Fills an empty database with the demo tenants, users and integrations, all of it or nothing. */
export async function seedDemo(
  ctx: Context,
  parts: { facts: DemoFacts; partnerUrl: string },
): Promise<void> {
  const passwordHash = await toPasswordHash(demoPassword);
  await change(ctx, 'demo.seed', async (tx) => {
    await seedCatalogue(tx);
    const tenantIds = await seedTenants(tx);
    for (const user of demoStaff) {
      await createStaffUser(tx, { ...user, passwordHash });
    }
    for (const { tenant, ...user } of demoTenantUsers) {
      const tenantId = tenantIds.get(tenant);
      if (tenantId === undefined) throw new Error(`the demo data names no tenant ${tenant}`);
      await createTenantUser(tx, { ...user, tenantId, passwordHash });
    }
    await seedIntegrations(tx, ctx, parts);
    return { value: undefined, audit: { subject: { kind: 'demo', id: 'demo' } } };
  });
}
