import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeConnection,
  makeIntegration,
  makePartnerJobType,
  makeTenant,
  makeTenantUser,
  makeTrade,
} from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { newId } from '#platform/id.ts';
import { acceptAgreement } from '../agreement/accept-agreement.ts';
import { listAcceptedAgreements } from '../agreement/list-accepted-agreements.ts';
import { readCurrentAgreement } from '../agreement/current-agreement.ts';
import { readConnection } from '../connection-reply.ts';
import { listAuditActions, makeWillingTenant } from '../testing/connection-scene.ts';
import { getConnectionReview } from './get-connection-review.ts';
import { getTenantIntegration, listTenantIntegrations } from './list-tenant-integrations.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

/** A standard job type that the tenant does, and one that it does not; the partner offers both and an unmapped one. */
async function makeServices({
  tenantId,
  integrationId,
}: {
  tenantId: string;
  integrationId: string;
}) {
  const { jobTypeIds } = await makeTrade(system.db);
  const [done, notDone] = jobTypeIds;
  await makePartnerJobType(system.db, { integrationId, partnerId: 'A', standardJobTypeId: done });
  await makePartnerJobType(system.db, {
    integrationId,
    partnerId: 'B',
    standardJobTypeId: notDone,
  });
  await makePartnerJobType(system.db, { integrationId, partnerId: 'C', standardJobTypeId: null });
  const [ownId, unitId] = [newId(), newId()];
  await system.db
    .insertInto('tenant_job_type')
    .values({ tenant_id: tenantId, id: ownId, external_id: ownId, name: 'Own type' })
    .execute();
  await system.db
    .insertInto('business_unit')
    .values({ tenant_id: tenantId, id: unitId, external_id: unitId, name: 'Own unit' })
    .execute();
  const mapped = { tenant_id: tenantId, standard_job_type_id: done };
  await system.db
    .insertInto('tenant_mapped_job_type')
    .values({ ...mapped, tenant_job_type_id: ownId })
    .execute();
  await system.db
    .insertInto('tenant_mapped_business_unit')
    .values({ ...mapped, business_unit_id: unitId })
    .execute();
}

describe('the integrations that a tenant sees', () => {
  it('are the active ones open to it, and paused ones that it is connected to', async () => {
    const tenantId = await makeTenant(system.db);
    const open = await makeIntegration(system.db);
    const paused = await makeIntegration(system.db, { status: 'inactive' });
    await makeConnection(system.db, { tenantId, integrationId: paused });
    const inactive = await makeIntegration(system.db, { status: 'inactive' });
    const draft = await makeIntegration(system.db, { status: 'draft' });
    const closed = await makeIntegration(system.db);
    await system.db
      .updateTable('integration_tenant_access')
      .set({ mode: 'specific' })
      .where('integration_id', '=', closed)
      .execute();
    const deleted = await makeIntegration(system.db);
    await system.db
      .updateTable('integration')
      .set({ deleted_at: new Date() })
      .where('id', '=', deleted)
      .execute();
    const unsaved = await makeIntegration(system.db);
    await system.db
      .deleteFrom('integration_tenant_access')
      .where('integration_id', '=', unsaved)
      .execute();
    const seen = await listTenantIntegrations(system.db, { tenantId });
    const pausedById = new Map(seen.map((one) => [one.id, one.paused]));
    expect(pausedById.get(open)).toBe(false);
    expect(pausedById.get(paused)).toBe(true);
    for (const hidden of [inactive, draft, closed, deleted, unsaved]) {
      expect(pausedById.has(hidden)).toBe(false);
      await expectProblem(
        getTenantIntegration(system.db, { tenantId, integrationId: hidden }),
        'not_found',
      );
    }
  });

  it('count the services offered and covered, and show no connection of another tenant', async () => {
    const integrationId = await makeIntegration(system.db);
    const tenantId = await makeTenant(system.db);
    await makeServices({ tenantId, integrationId });
    const other = await makeTenant(system.db);
    const foreign = await makeConnection(system.db, { tenantId: other, integrationId });
    expect(await getTenantIntegration(system.db, { tenantId, integrationId })).toMatchObject({
      partnerServices: 2,
      coveredServices: 1,
      connections: [],
      agreementAccepted: false,
      logoUrl: null,
    });
    await expectProblem(
      readConnection(system.db, { tenantId, connectionId: foreign.id }),
      'not_found',
    );
    await expectProblem(
      getConnectionReview(system.db, { tenantId, connectionId: foreign.id }),
      'not_found',
    );
  });

  it('show ended connections only while nothing newer is there', async () => {
    const integrationId = await makeIntegration(system.db);
    const tenantId = await makeTenant(system.db);
    const show = async () =>
      (await getTenantIntegration(system.db, { tenantId, integrationId })).connections.map(
        (one) => one.id,
      );
    const { id: first } = await makeConnection(system.db, { tenantId, integrationId });
    await system.db
      .updateTable('connection')
      .set({ state: 'disconnected', requested_at: new Date(Date.now() - 60_000) })
      .where('id', '=', first)
      .execute();
    expect(await show()).toEqual([first]);
    const { id: second } = await makeConnection(system.db, { tenantId, integrationId });
    expect(await show()).toEqual([second]);
  });
});

describe('the review of a connection', () => {
  it('says what each service arrives as and what is not covered', async () => {
    const integrationId = await makeIntegration(system.db);
    const tenantId = await makeTenant(system.db);
    await makeServices({ tenantId, integrationId });
    const { id: connectionId } = await makeConnection(system.db, { tenantId, integrationId });
    const { connection, rows } = await getConnectionReview(system.db, { tenantId, connectionId });
    expect(connection.id).toBe(connectionId);
    expect(rows).toMatchObject([
      { partnerId: 'A', jobTypes: ['Own type'], businessUnits: ['Own unit'] },
      { partnerId: 'B', jobTypes: [], businessUnits: [] },
      { partnerId: 'C', standardJobType: null, jobTypes: [], businessUnits: [] },
    ]);
  });
});

describe('the agreement', () => {
  it('is the default until the integration has its own; who accepted which version is kept', async () => {
    const integrationId = await makeIntegration(system.db);
    const { tenantId, owner } = await makeWillingTenant(system, integrationId);
    const scope = { tenantId, integrationId };
    const standard = await readCurrentAgreement(system.db, scope);
    expect(standard.version).toBe(1);
    expect(standard.body.length).toBeGreaterThan(500);
    expect(standard.acceptance).toMatchObject({ userName: owner.name });
    expect((await getTenantIntegration(system.db, scope)).agreementAccepted).toBe(true);
    const ownId = newId();
    await system.db
      .insertInto('agreement')
      .values({ id: ownId, integration_id: integrationId, version: 1, title: 'Own', body: 'Own' })
      .execute();
    expect((await getTenantIntegration(system.db, scope)).agreementAccepted).toBe(false);
    const ctx = system.contextFor(owner);
    await expectProblem(
      acceptAgreement(ctx, { ...scope, agreementId: standard.id }),
      'changed_meanwhile',
    );
    const accepted = await acceptAgreement(ctx, { ...scope, agreementId: ownId });
    expect(accepted).toMatchObject({ id: ownId, acceptance: { userName: owner.name } });
    expect(await acceptAgreement(ctx, { ...scope, agreementId: ownId })).toEqual(accepted);
    expect(await listAuditActions(system, tenantId)).toEqual([
      'agreement.accept',
      'agreement.accept',
    ]);
    const { accepted: kept } = await listAcceptedAgreements(system.db, scope);
    expect(kept).toMatchObject([
      { id: ownId, title: 'Own', body: 'Own', userName: owner.name },
      { id: standard.id, body: standard.body, userName: owner.name },
    ]);
  });

  it('is not for office users to accept, nor for tenants without access', async () => {
    const integrationId = await makeIntegration(system.db);
    const { tenantId, owner } = await makeWillingTenant(system, integrationId);
    const { id: agreementId } = await readCurrentAgreement(system.db, { tenantId, integrationId });
    const office = await makeTenantUser(system.db, { tenantId, role: 'office' });
    const request = { tenantId, integrationId, agreementId };
    await expectProblem(acceptAgreement(system.contextFor(office), request), 'forbidden');
    const hidden = await makeIntegration(system.db, { status: 'draft' });
    await expectProblem(
      listAcceptedAgreements(system.db, { tenantId, integrationId: hidden }),
      'not_found',
    );
    await expectProblem(
      acceptAgreement(system.contextFor(owner), { ...request, integrationId: hidden }),
      'not_found',
    );
  });
});
