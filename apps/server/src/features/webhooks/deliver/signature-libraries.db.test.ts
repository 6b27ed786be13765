import { sql } from 'kysely';
import { Webhook as Reference } from 'standardwebhooks';
import { Webhook as Svix } from 'svix';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedWebhook } from '#testing/webhook-receiver.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { generateSigningKey } from '../keys/generate-signing-key.ts';
import { rotateSigningKey } from '../keys/rotate-signing-key.ts';
import { createMessageSigner } from './sign-message.ts';

let fixture: DeliveryFixture;
let oldSecret: string;
let newSecret: string;
/** Messages as they arrived: with one key, while two overlap, after the overlap. */
let before: ReceivedWebhook;
let during: ReceivedWebhook;
let after: ReceivedWebhook;

beforeAll(async () => {
  fixture = await createDeliveryFixture();
  const { receiver, manager, integrationId, db } = fixture;
  ({ secret: oldSecret } = await generateSigningKey(manager, integrationId));
  await fixture.startWorker();
  const next = async (): Promise<ReceivedWebhook> => {
    const count = receiver.received.length + 1;
    await fixture.publish('Accepted');
    return (await receiver.waitFor(count))[count - 1] as ReceivedWebhook;
  };
  before = await next();
  ({ secret: newSecret } = await rotateSigningKey(manager, { integrationId, overlapHours: 1 }));
  during = await next();
  await sql`update signing_key set expires_at = now() where expires_at is not null`.execute(db);
  after = await next();
});
afterAll(() => fixture.close());

describe.each([
  ['standardwebhooks', Reference],
  ['svix', Svix],
])('the %s package', (_name, Library) => {
  const verifies = (secret: string, message: Pick<ReceivedWebhook, 'headers' | 'text'>) => {
    try {
      new Library(secret).verify(message.text, message.headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };

  it('verifies a message by its only key', () => {
    expect(verifies(oldSecret, before)).toBe(true);
    expect(verifies(newSecret, before)).toBe(false);
  });

  it('verifies by the old and by the new key while they overlap', () => {
    expect(String(during.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(verifies(oldSecret, during)).toBe(true);
    expect(verifies(newSecret, during)).toBe(true);
  });

  it('verifies by the new key alone after the overlap', () => {
    expect(verifies(oldSecret, after)).toBe(false);
    expect(verifies(newSecret, after)).toBe(true);
  });

  it('refuses a changed body, another id and a secret that is none of ours', () => {
    const { headers, text } = after;
    expect(verifies(newSecret, { headers, text: text.replace('Accepted', 'Declined') })).toBe(
      false,
    );
    expect(verifies(newSecret, { headers: { ...headers, 'webhook-id': 'x' }, text })).toBe(false);
    expect(verifies(`whsec_${Buffer.alloc(32, 1).toString('base64')}`, after)).toBe(false);
  });

  it.each([
    [-310, false],
    [-290, true],
    [290, true],
    [310, false],
  ])('takes a message sent %i seconds from now: %s', async (seconds, expected) => {
    const { db, services } = fixture;
    const keys = await db
      .selectFrom('signing_key')
      .select(['id', 'secret_sealed as sealed'])
      .where('expires_at', 'is', null)
      .execute();
    const text = '{}';
    const sentAtMs = Date.now() + seconds * 1_000;
    const headers = createMessageSigner(services.sealer)({ id: 'm', body: text, sentAtMs, keys });
    expect(verifies(newSecret, { headers, text })).toBe(expected);
  });
});
