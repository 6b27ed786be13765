import { sql } from 'kysely';
import type { SaveResult } from '@leads/contract/platform-tenants';
import type { PlatformUserBody } from '@leads/contract/platform-users';
import { fieldProblem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import type { AuditNote } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHints } from '#platform/live/send-hint.ts';

export interface UserToSave {
  tenantId: string;
  /** In lower case. */
  email: string;
  user: PlatformUserBody;
}

interface Person {
  id: string;
  email: string;
  name: string;
  roles: Map<string, string>;
}

/** What is to be written, row by row of each table. */
interface Plan {
  created: Person[];
  renamed: Map<string, string>;
  members: { tenant_id: string; user_id: string; role: string }[];
  audit: AuditNote[];
}

/**
 * Lets people work for tenants, as the host platform says, each pair of tenant and address named once, in a few
 * statements however many they are. Who can sign in already gets one more tenant in the switcher; the name is the same
 * everywhere.
 * @throws Problem `validation_failed` at /email when the address is of the platform's staff
 * @returns what became of each, in the order given
 */
export async function savePlatformUsers(
  ctx: Context,
  items: readonly UserToSave[],
): Promise<SaveResult[]> {
  return change(ctx, 'tenant_user.save', async (tx) => {
    const people = await readPeople(tx, items);
    const plan: Plan = { created: [], renamed: new Map(), members: [], audit: [] };
    const results = items.map((item) => planOne(item, people, plan));
    await write(tx, plan);
    const { audit } = plan;
    return { value: results, audit: audit.length === 0 ? noAudit('nothing changed') : audit };
  });
}

/** Who has one of the addresses, with their roles in all tenants. */
async function readPeople(tx: Tx, items: readonly UserToSave[]): Promise<Map<string, Person>> {
  const rows = await tx
    .selectFrom('sign_in_user as user')
    .leftJoin('tenant_user as member', 'member.user_id', 'user.id')
    .select(['user.id', 'user.kind', 'user.name', 'member.tenant_id as tenantId', 'member.role'])
    .select((eb) => eb.fn<string>('lower', ['user.email']).as('email'))
    .where((eb) =>
      eb(
        eb.fn('lower', ['user.email']),
        'in',
        items.map(({ email }) => email),
      ),
    )
    .execute();
  const people = new Map<string, Person>();
  for (const { email, id, kind, name, tenantId, role } of rows) {
    if (kind !== 'tenant') {
      throw fieldProblem(
        '/email',
        `${email} is of the platform's staff, and nobody is both. Use another address.`,
      );
    }
    const person = people.get(email) ?? { id, email, name, roles: new Map<string, string>() };
    if (tenantId !== null && role !== null) person.roles.set(tenantId, role);
    people.set(email, person);
  }
  return people;
}

function planOne(
  { tenantId, email, user: { name, role } }: UserToSave,
  people: Map<string, Person>,
  plan: Plan,
): SaveResult {
  const known = people.get(email);
  const before = known?.roles.get(tenantId);
  if (known !== undefined && before === role && known.name === name) return 'unchanged';
  const person = known ?? { id: newId(), email, name, roles: new Map<string, string>() };
  const nameBefore = person.name;
  if (known === undefined) plan.created.push(person);
  else if (nameBefore !== name) plan.renamed.set(person.id, name);
  if (before !== role) plan.members.push({ tenant_id: tenantId, user_id: person.id, role });
  person.name = name;
  person.roles.set(tenantId, role);
  people.set(email, person);
  plan.audit.push({
    subject: { kind: 'user', id: person.id },
    tenantId,
    ...(before === undefined ? {} : { before: { role: before, name: nameBefore } }),
    after: { role, name, email },
  });
  return before === undefined ? 'created' : 'updated';
}

async function write(tx: Tx, { created, renamed, members, audit }: Plan): Promise<void> {
  if (created.length > 0) {
    // The addresses count as verified: the host platform vouches for them.
    const rows = created.map(({ id, name, email }) => ({ id, name, email }));
    await tx
      .insertInto('sign_in_user')
      .values(rows.map((row) => ({ ...row, kind: 'tenant', email_verified: true })))
      .execute();
  }
  if (renamed.size > 0) {
    await sql`
      update sign_in_user set name = sent.name, updated_at = now()
      from unnest(${[...renamed.keys()]}::text[], ${[...renamed.values()]}::text[]) as sent (id, name)
      where sign_in_user.id = sent.id`.execute(tx);
  }
  if (members.length > 0) {
    await tx
      .insertInto('tenant_user')
      .values(members)
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'user_id'])
          .doUpdateSet((eb) => ({ role: eb.ref('excluded.role') })),
      )
      .execute();
  }
  await sendHints(
    tx,
    audit.map(({ subject, tenantId }) => ({
      topic: 'tenant_users',
      id: subject.id,
      ...(typeof tenantId === 'string' ? { tenantId } : {}),
    })),
  );
}
