import { AvailabilityQuestion } from '@leads/contract/partner-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeLeadScene, partnerOf } from '#features/leads/testing/lead-scene.ts';
import type { LeadScene } from '#features/leads/testing/lead-scene.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { askAvailability } from './ask-availability.ts';
import { toDay } from './wall-clock.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const timeZone = 'America/Phoenix';

/** Two spots each morning. */
async function makeScene() {
  const scene = await makeLeadScene(system);
  const unit = { tenant_id: scene.tenantId, business_unit_id: scene.businessUnitId };
  await system.db
    .insertInto('business_unit_capacity')
    .values({ ...unit, version: 1 })
    .execute();
  await system.db
    .insertInto('capacity_window')
    .values(
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        ...unit,
        weekday,
        start_minute: 480,
        end_minute: 720,
        spots: 2,
      })),
    )
    .execute();
  return scene;
}

const ask = ({ partnerCtx, accountId }: LeadScene, question: object = {}) =>
  askAvailability(partnerCtx, AvailabilityQuestion.parse({ accountId, ...question }));
const secondsAt = (day: number, time: string) =>
  toDay(system.clock.now(), timeZone)
    .add({ days: day })
    .toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds / 1_000;

describe('asking for availability', () => {
  it('answers the slots of each active profile for 14 days, in the shape of the webhook', async () => {
    const scene = await makeScene();
    const { profiles, ...reply } = await ask(scene);
    expect(reply).toEqual({ accountId: scene.accountId, timeZone });
    expect(profiles.map(({ profileId }) => profileId)).toEqual([scene.profileId]);
    const slots = profiles[0]?.slots ?? [];
    expect(slots.at(-1)).toEqual({
      serviceId: 'ac',
      startSec: secondsAt(13, '08:00'),
      durationSec: 14_400,
      spotsOpen: 2,
      spotsTotal: 2,
    });
    const isOver = system.clock.now().getTime() / 1_000 >= secondsAt(0, '12:00');
    expect(slots).toHaveLength(isOver ? 13 : 14);
  });

  it('takes the time span as asked: the start of a slot inside of it, ends not included', async () => {
    const scene = await makeScene();
    const starts = async (startSec: number, endSec: number) =>
      (await ask(scene, { startSec, endSec })).profiles[0]?.slots.map((one) => one.startSec);
    const eight = secondsAt(20, '08:00');
    expect(await starts(eight, eight + 1)).toEqual([eight]);
    expect(await starts(eight - 3_600, eight)).toEqual([]);
    expect(await starts(eight + 14_399, eight + 20_000)).toEqual([eight]);
    expect(await starts(eight + 14_400, eight + 20_000)).toEqual([]);
  });

  it('answers one profile or one service where they are named', async () => {
    const scene = await makeScene();
    const one = await ask(scene, { profileId: scene.profileId, serviceId: 'ac' });
    expect(one.profiles[0]?.slots.length).toBeGreaterThan(0);
    const unmapped = await ask(scene, { serviceId: 'unmapped' });
    expect(unmapped.profiles[0]?.slots).toEqual([]);
  });

  it.each([
    [{ profileId: 'nobody' }, '/profileId'],
    [{ serviceId: 'nothing' }, '/serviceId'],
  ])('refuses what is not there: %j', async (question, pointer) => {
    const problem = await expectProblem(ask(await makeScene(), question), 'validation_failed');
    expect(problem.errors).toMatchObject([{ pointer }]);
  });

  it('reaches 31 days, and is refused a second beyond', async () => {
    const scene = await makeScene();
    const startSec = secondsAt(1, '00:00');
    const endSec = startSec + 31 * 86_400;
    expect((await ask(scene, { startSec, endSec })).profiles[0]?.slots).toHaveLength(31);
    await expectProblem(ask(scene, { startSec, endSec: endSec + 1 }), 'validation_failed');
    await expectProblem(ask(scene, { startSec, endSec: startSec }), 'validation_failed');
  });

  it('says that milliseconds are not seconds', () => {
    const asked = AvailabilityQuestion.safeParse({ accountId: 'a', startSec: 1_785_171_600_000 });
    expect(asked.error?.issues[0]?.message).toContain('milliseconds');
  });
});

describe('asking is refused', () => {
  it('for an account that is not known, also one of another integration', async () => {
    const scene = await makeScene();
    const other = await makeScene();
    await expectProblem(ask(scene, { accountId: 'nobody' }), 'unknown_account');
    await expectProblem(ask(scene, { accountId: other.accountId }), 'unknown_account');
  });

  it('once the account is disconnected, access is withdrawn or the integration is not active', async () => {
    const scene = await makeScene();
    const { integrationId, connectionId } = scene;
    await system.db
      .updateTable('integration_tenant_access')
      .set({ mode: 'specific' })
      .where('integration_id', '=', integrationId)
      .execute();
    await expectProblem(ask(scene), 'access_withdrawn');
    await system.db
      .updateTable('connection')
      .set({ state: 'disconnected' })
      .where('id', '=', connectionId)
      .execute();
    await expectProblem(ask(scene), 'account_disconnected');
    await system.db
      .updateTable('integration')
      .set({ status: 'inactive' })
      .where('id', '=', integrationId)
      .execute();
    await expectProblem(ask(scene), 'integration_inactive');
  });

  it('to a sandbox credential for real tenants: it sees test accounts only', async () => {
    const scene = await makeScene();
    const sandbox = system.contextFor(partnerOf(scene.integrationId, 'sandbox'));
    await expectProblem(ask({ ...scene, partnerCtx: sandbox }), 'unknown_account');
    await system.db
      .updateTable('tenant')
      .set({ is_test: true })
      .where('id', '=', scene.tenantId)
      .execute();
    expect((await ask({ ...scene, partnerCtx: sandbox })).accountId).toBe(scene.accountId);
    await expectProblem(ask(scene), 'unknown_account');
  });
});
