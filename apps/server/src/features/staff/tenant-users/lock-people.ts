import { fieldProblem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

/** Somebody whom the host platform names. */
export interface Person {
  id: string;
  email: string;
  name: string;
  /** By tenant. */
  roles: Map<string, string>;
  /** Could sign in before, and works for nobody. */
  isFree: boolean;
}

/**
 * Who has one of the addresses, by address in lower case, with their roles in all tenants. They are locked, so that no
 * tenant makes a link for one meanwhile.
 * @throws Problem `validation_failed` at /email when one of them is of the platform's staff
 */
export async function lockPeople(tx: Tx, emails: readonly string[]): Promise<Map<string, Person>> {
  const rows = await tx
    .selectFrom('sign_in_user')
    .select(['id', 'kind', 'name'])
    .select((eb) => eb.fn<string>('lower', ['email']).as('email'))
    .where((eb) => eb(eb.fn('lower', ['email']), 'in', emails))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const people = new Map<string, Person>();
  for (const { id, kind, email, name } of rows) {
    if (kind !== 'tenant') {
      throw fieldProblem(
        '/email',
        `${email} is of the platform's staff, and nobody is both. Use another address.`,
      );
    }
    people.set(id, { id, email, name, roles: new Map(), isFree: true });
  }
  await addRoles(tx, people);
  return new Map([...people.values()].map((person) => [person.email, person]));
}

/** In a statement of its own, which sees what was committed while the locks were waited for. */
async function addRoles(tx: Tx, people: Map<string, Person>): Promise<void> {
  if (people.size === 0) return;
  const members = await tx
    .selectFrom('tenant_user')
    .select(['tenant_id as tenantId', 'user_id as userId', 'role'])
    .where('user_id', 'in', [...people.keys()])
    .execute();
  for (const { tenantId, userId, role } of members) {
    const person = people.get(userId);
    if (person === undefined) continue;
    person.roles.set(tenantId, role);
    person.isFree = false;
  }
}
