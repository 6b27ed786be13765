import { sql } from 'kysely';
import type { SaveResult } from '@leads/contract/platform-tenants';
import type { PlatformUserBody } from '@leads/contract/platform-users';
import { change, noAudit } from '#platform/act/change.ts';
import type { AuditNote } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { violatedConstraint } from '#platform/db/database-fault.ts';
import { newId } from '#platform/id.ts';
import { sendHints } from '#platform/live/send-hint.ts';
import { dropSignIn } from './drop-sign-in.ts';
import { lockPeople } from './lock-people.ts';
import type { Person } from './lock-people.ts';

export interface UserToSave {
  tenantId: string;
  /** In lower case. */
  email: string;
  user: PlatformUserBody;
}

/** What is to be written, row by row of each table. */
interface Plan {
  created: Person[];
  renamed: Map<string, string>;
  /** Known people with their first tenant, and with one more. */
  returned: Set<string>;
  shared: Set<string>;
  members: { tenant_id: string; user_id: string; role: string }[];
  audit: AuditNote[];
}

/**
 * Lets people work for tenants, as the host platform says, each pair of tenant and address named once, in a few
 * statements however many they are. Who can sign in already gets one more tenant in the switcher; the name is the same
 * everywhere. No tenant gets a further one opened so: links that tenants made end, and a password set by such is
 * dropped with all sessions; who worked for nobody loses every link and password. A new password comes by a link of the
 * host platform.
 * @throws Problem `validation_failed` at /email when the address is of the platform's staff
 * @returns what became of each, in the order given
 */
export async function savePlatformUsers(
  ctx: Context,
  items: readonly UserToSave[],
): Promise<SaveResult[]> {
  try {
    return await saveOnce(ctx, items);
  } catch (err) {
    // Somebody else made one of them at this moment, so the second time they are known.
    if (violatedConstraint(err) !== 'sign_in_user_email') throw err;
    return saveOnce(ctx, items);
  }
}

async function saveOnce(ctx: Context, items: readonly UserToSave[]): Promise<SaveResult[]> {
  return change(ctx, 'tenant_user.save', async (tx) => {
    const people = await lockPeople(
      tx,
      items.map(({ email }) => email),
    );
    const plan: Plan = {
      created: [],
      renamed: new Map(),
      returned: new Set(),
      shared: new Set(),
      members: [],
      audit: [],
    };
    const results = items.map((item) => planOne(item, people, plan));
    await dropKnownSignIns(tx, ctx, plan);
    await write(tx, plan);
    const { audit } = plan;
    return { value: results, audit: audit.length === 0 ? noAudit('nothing changed') : audit };
  });
}

function planOne(
  { tenantId, email, user: { name, role } }: UserToSave,
  people: Map<string, Person>,
  plan: Plan,
): SaveResult {
  const known = people.get(email);
  const before = known?.roles.get(tenantId);
  if (known !== undefined && before === role && known.name === name) return 'unchanged';
  const person = known ?? {
    id: newId(),
    email,
    name,
    roles: new Map<string, string>(),
    isFree: false,
  };
  const nameBefore = person.name;
  if (known === undefined) plan.created.push(person);
  else if (nameBefore !== name) plan.renamed.set(person.id, name);
  if (known !== undefined && before === undefined) {
    (known.isFree ? plan.returned : plan.shared).add(known.id);
  }
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

/** Of people with one more tenant, and says in the audit whose password is gone. */
async function dropKnownSignIns(tx: Tx, { clock }: Context, plan: Plan): Promise<void> {
  const now = clock.now();
  const dropped = new Set([
    ...(await dropSignIn(tx, { userIds: [...plan.returned], now })),
    ...(await dropSignIn(tx, { userIds: [...plan.shared], now, byTenants: true })),
  ]);
  plan.audit = plan.audit.map((note) =>
    dropped.has(note.subject.id) && note.before === undefined
      ? { ...note, after: { ...note.after, passwordDropped: true } }
      : note,
  );
}

/** Of rows that several statements lock, as whoever locks a tenant's users does. */
const orderOf = (member: { tenant_id: string; user_id: string }): string =>
  `${member.tenant_id} ${member.user_id}`;

async function write(tx: Tx, { created, renamed, members, audit }: Plan): Promise<void> {
  if (created.length > 0) {
    // The addresses count as verified: the host platform vouches for them.
    const rows = created
      .map(({ id, name, email }) => ({ id, name, email }))
      .sort((one, other) => (one.email < other.email ? -1 : 1));
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
      .values(members.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1)))
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
