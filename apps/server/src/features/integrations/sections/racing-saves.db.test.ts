import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Integration } from '@leads/contract/integrations';
import { makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getIntegration } from '../get-integration.ts';
import {
  generalOf,
  leadsWebhooks,
  listAudit,
  makeDraft,
  managerOf,
  openIdUrls,
} from '../testing/integrations-under-test.ts';
import { saveExtraDetails } from './save-extra-details.ts';
import { saveGeneral } from './save-general.ts';
import { saveTenantAccess } from './save-tenant-access.ts';
import { saveUrls } from './save-urls.ts';
import { saveWebhooks } from './save-webhooks.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem({ OUTBOUND_ALLOW_LOOPBACK: 'false' });
});
afterAll(async () => system.close());

type Context = Parameters<typeof saveGeneral>[0];
interface Race {
  version: number;
  /** Saves something that nobody else writes: it holds `word`. */
  save: (
    ctx: Context,
    at: { integrationId: string; version: number },
    word: string,
  ) => Promise<Integration>;
  /** What was kept of the section. */
  kept: (integration: Integration) => unknown;
}

/** Map Job Types, which another feature owns, has its race there. */
const races: Record<string, Race> = {
  general: {
    version: 1,
    save: (ctx, at, word) => saveGeneral(ctx, { ...at, general: generalOf({ description: word }) }),
    kept: ({ general }) => general.description,
  },
  extra_details: {
    version: 0,
    save: (ctx, at, word) =>
      saveExtraDetails(ctx, {
        ...at,
        extraDetails: { rows: [{ parameter: word, displayName: word }] },
      }),
    kept: ({ extraDetails }) => extraDetails.map(({ parameter }) => parameter).join(),
  },
  webhooks: {
    version: 0,
    save: (ctx, at, word) =>
      saveWebhooks(ctx, {
        ...at,
        webhooks: { ...leadsWebhooks, urlPrefix: `https://partner.example.com/${word}` },
      }),
    kept: ({ webhooks }) => webhooks.urlPrefix?.split('/').at(-1),
  },
  urls: {
    version: 0,
    save: (ctx, at, word) => saveUrls(ctx, { ...at, urls: { ...openIdUrls, clientId: word } }),
    kept: ({ urls }) => urls.clientId,
  },
  tenant_access: {
    version: 0,
    save: (ctx, at, word) =>
      saveTenantAccess(ctx, {
        ...at,
        tenantAccess: { mode: word === 'ada' ? 'all' : 'specific', enable: [], disable: [] },
        confirm: false,
      }),
    kept: ({ tenantAccess }) => (tenantAccess.mode === 'all' ? 'ada' : 'bob'),
  },
};

/** Two managers with their names as words. */
const racers = () =>
  ['ada', 'bob'].map((word) => ({
    word,
    ctx: system.contextFor({
      kind: 'staff',
      id: word,
      name: word,
      role: 'manager',
      sessionId: null,
    }),
  }));

test.each(Object.entries(races))(
  '%s: of two who save one version at once, one is kept whole and the other is told of it',
  async (section, { version, save, kept }) => {
    const integrationId = await makeDraft(system);
    const outcomes = await Promise.allSettled(
      racers().map(async ({ word, ctx }) => {
        await save(ctx, { integrationId, version }, word);
        return word;
      }),
    );
    const [won, ...others] = outcomes.flatMap((one) =>
      one.status === 'fulfilled' ? [one.value] : [],
    );
    expect(others).toEqual([]);
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toMatchObject([
      {
        code: 'changed_meanwhile',
        context: { currentVersion: version + 1, savedByName: won, savedAt: expect.any(String) },
      },
    ]);
    const after = await getIntegration(managerOf(system), integrationId);
    expect(kept(after)).toBe(won);
    expect(after.sections.find((one) => one.section === section)).toMatchObject({
      version: version + 1,
      savedByName: won,
    });
    const [, ...saved] = await listAudit(system, integrationId);
    expect(saved).toMatchObject([{ action: `integration.save_${section}`, actor_name: won }]);
  },
);

test('two who enable tenants at once never mix their lists', async () => {
  const integrationId = await makeDraft(system);
  const tenants = await Promise.all(
    racers().map(async ({ word, ctx }) => ({ word, ctx, id: await makeTenant(system.db) })),
  );
  const outcomes = await Promise.allSettled(
    tenants.map(async ({ ctx, id }) => {
      await saveTenantAccess(ctx, {
        integrationId,
        version: 0,
        tenantAccess: { mode: 'specific', enable: [id], disable: [] },
        confirm: false,
      });
      return id;
    }),
  );
  const won = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(won).toHaveLength(1);
  const enabled = await system.db
    .selectFrom('integration_enabled_tenant')
    .select('tenant_id')
    .where('integration_id', '=', integrationId)
    .execute();
  expect(enabled.map((row) => row.tenant_id)).toEqual(won);
});
