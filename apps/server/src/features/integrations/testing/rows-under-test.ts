import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import type { TestSystem } from '#testing/test-system.ts';

interface LeadValues {
  integrationId: string;
  tenantId: string;
  connectionId: string;
  /** How long ago, as PostgreSQL reads it: "6 days". */
  age: string;
  test?: boolean;
}

/** A lead that came in so long ago. */
export async function insertLead({ db }: TestSystem, values: LeadValues): Promise<string> {
  const id = newId();
  await db
    .insertInto('lead')
    .values({
      tenant_id: values.tenantId,
      id,
      integration_id: values.integrationId,
      connection_id: values.connectionId,
      account_id: 'account',
      profile_id: 'profile',
      partner_booking_id: id,
      idempotency_token: id,
      test: values.test ?? false,
      received_at: sql`now() - ${values.age}::interval`,
    })
    .execute();
  return id;
}

/** Messages as state, tries and age. */
export async function insertDeliveries(
  { db }: TestSystem,
  integrationId: string,
  rows: [state: string, attempts: number, age: string, test?: boolean][],
): Promise<void> {
  for (const [state, attempts, age, test = false] of rows) {
    const eventId = newId();
    await db
      .insertInto('event')
      .values({ id: eventId, kind: 'lead.Accepted', integration_id: integrationId })
      .execute();
    await db
      .insertInto('delivery')
      .values({
        id: newId(),
        event_id: eventId,
        integration_id: integrationId,
        path: '/leads/accepted',
        url: 'https://partner.example.com/hooks/leads/accepted',
        prefix: 'https://partner.example.com/hooks',
        body: '{}',
        state,
        attempts,
        test,
        created_at: sql`now() - ${age}::interval`,
      })
      .execute();
  }
}
