import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookPaths } from '@leads/contract/test-events';
import type { WebhookPath } from '@leads/contract/test-events';
import { change, noAudit } from '#platform/act/change.ts';
import type { Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { makePartnerJobType, makeStaff, makeTrade } from '#testing/factories.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { generateSigningKey } from '../keys/generate-signing-key.ts';
import { rotateSigningKey } from '../keys/rotate-signing-key.ts';
import { publishAccountEvent } from '../publish/publish-account-event.ts';
import { publishProfilesEvent } from '../publish/publish-profiles-event.ts';
import { publishServicesEvent } from '../publish/publish-services-event.ts';
import { sendTestEvent } from './send-test-event.ts';

let fixture: DeliveryFixture;
beforeEach(async () => {
  fixture = await createDeliveryFixture();
});
afterEach(async () => fixture.close());

const send = (path: WebhookPath = '/leads/accepted') =>
  sendTestEvent(fixture.manager, { integrationId: fixture.integrationId, path });

describe('sendTestEvent', () => {
  it.each(webhookPaths)('sends %s once, under an id that starts with TEST-', async (path) => {
    const result = await send(path);
    expect(result).toMatchObject({ succeeded: true, status: 200, error: null, signatures: 0 });
    expect(result.url).toBe(`${fixture.receiver.url}${path}`);
    const [received, ...more] = fixture.receiver.received;
    expect(more).toEqual([]);
    expect(received?.id).toMatch(/^TEST-[0-9a-f-]{36}$/);
    expect(received?.body['statusUpdateId']).toBe(received?.id);
    expect(received?.text).toBe(result.body);
    expect(received?.headers).toMatchObject(result.headers);
    expect(await fixture.db.selectFrom('delivery').selectAll().execute()).toEqual([]);
  });

  it('is signed by both keys while one rotates', async () => {
    const { manager, integrationId, receiver } = fixture;
    const old = await generateSigningKey(manager, integrationId);
    const fresh = await rotateSigningKey(manager, { integrationId, overlapHours: 1 });
    receiver.trust(old.secret, fresh.secret);
    expect(await send()).toMatchObject({ signatures: 2 });
    expect(receiver.received[0]?.verifiedBy).toEqual([old.secret, fresh.secret]);
  });

  it("names the partner's own job types", async () => {
    const { jobTypeIds } = await makeTrade(fixture.db);
    await makePartnerJobType(fixture.db, {
      integrationId: fixture.integrationId,
      partnerId: 'coil-freeze',
      standardJobTypeId: jobTypeIds[0],
    });
    const { body } = await send('/services/updated');
    expect(JSON.parse(body)).toMatchObject({ services: [{ serviceId: 'coil-freeze' }] });
  });

  it('says in words what the receiver answered, and does not try again', async () => {
    fixture.receiver.answer({ status: 503, body: 'down for a moment' });
    expect(await send()).toMatchObject({
      succeeded: false,
      status: 503,
      error: 'The receiver answered 503.',
      replyStart: 'down for a moment',
    });
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it('says in words that nobody is there', async () => {
    await fixture.db
      .updateTable('integration_webhooks')
      .set({ url_prefix: 'http://127.0.0.1:9/hooks' })
      .execute();
    const result = await send();
    expect(result).toMatchObject({ succeeded: false, status: null, replyStart: null });
    expect(result.error).toMatch(/127\.0\.0\.1/);
  });

  it('never calls an address inside', async () => {
    await fixture.db
      .updateTable('integration_webhooks')
      .set({ url_prefix: 'https://10.0.0.7/hooks' })
      .execute();
    expect(await send()).toMatchObject({ succeeded: false, status: null });
  });

  it('works in a draft and for an event that is off', async () => {
    await fixture.db.updateTable('integration').set({ status: 'draft' }).execute();
    await fixture.db
      .updateTable('integration_webhooks')
      .set({ leads: false, accounts: false })
      .execute();
    expect(await send()).toMatchObject({ succeeded: true });
  });

  it('keeps who sent which, and nothing else', async () => {
    const { url } = await send();
    const entries = await fixture.db.selectFrom('audit_entry').selectAll().execute();
    expect(entries).toMatchObject([
      { action: 'integration.send_test_event', integration_id: fixture.integrationId },
    ]);
    expect(entries[0]?.after).toMatchObject({ url });
  });

  it('is refused while no address is saved', async () => {
    await fixture.db.updateTable('integration_webhooks').set({ url_prefix: null }).execute();
    await expect(send()).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('is refused to a viewer, and hides what is not there', async () => {
    const viewer = fixture.contextFor(await makeStaff(fixture.db, 'viewer'));
    const { integrationId } = fixture;
    await expect(
      sendTestEvent(viewer, { integrationId, path: '/leads/accepted' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      sendTestEvent(fixture.manager, { integrationId: newId(), path: '/leads/accepted' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(fixture.receiver.received).toEqual([]);
  });
});

describe('a sample', () => {
  const key = () => ({ tenantId: fixture.tenantId, connectionId: fixture.connectionId });

  it.each([
    [
      '/leads/accepted',
      async () => {
        await fixture.publish('Accepted');
      },
    ],
    [
      '/accounts/updated',
      (tx: Tx) => publishAccountEvent(tx, fixture.office, { ...key(), status: 'CONNECTED' }),
    ],
    ['/profiles/updated', (tx: Tx) => publishProfilesEvent(tx, fixture.office, key())],
    ['/services/updated', (tx: Tx) => publishServicesEvent(tx, fixture.office, key())],
  ] as const)('of %s has the shape of the real message', async (path, publish) => {
    const { jobTypeIds } = await makeTrade(fixture.db);
    const { integrationId } = fixture;
    await makePartnerJobType(fixture.db, {
      integrationId,
      partnerId: 'coil-freeze',
      standardJobTypeId: jobTypeIds[0],
    });
    await change(fixture.office, 'lead.accept', async (tx) => {
      await publish(tx);
      return { value: undefined, audit: noAudit('test') };
    });
    const real = await fixture.db
      .selectFrom('delivery')
      .select('body')
      .where('path', '=', path)
      .executeTakeFirstOrThrow();
    expect(shapeOf(JSON.parse((await send(path)).body))).toEqual(shapeOf(JSON.parse(real.body)));
  });
});

/** Keys and types, of a list those of its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
}
