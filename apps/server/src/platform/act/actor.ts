import { actionTable, staffRoles, tenantRoles } from '@leads/contract/action';
import type { Action, StaffRole, TenantRole } from '@leads/contract/action';

/** Who acts, as far as permission and audit need to know. */
export type Actor =
  | { kind: 'staff'; id: string; name: string; role: StaffRole; sessionId: string | null }
  | {
      kind: 'tenant';
      id: string;
      name: string;
      tenantId: string;
      role: TenantRole;
      sessionId: string;
    }
  | {
      kind: 'partner';
      /** The credential that proved it. */
      id: string;
      name: string;
      integrationId: string;
      mode: 'live' | 'sandbox';
    }
  | { kind: 'platform'; id: string; name: string }
  | { kind: 'system'; id: null; name: string };

export type ActorOf<Kind extends Actor['kind']> = Extract<Actor, { kind: Kind }>;

/** Our own tasks and commands. */
export const systemActor = (name: string): ActorOf<'system'> => ({
  kind: 'system',
  id: null,
  name,
});

interface Act {
  staff?: StaffRole;
  tenant?: TenantRole;
  partner?: true;
  platform?: true;
  system?: true;
}

/** Whether the action table lets this actor do the act. Which rows it may touch is the verb's to check. */
export function mayAct(actor: Actor, action: Action): boolean {
  const act: Act = actionTable[action];
  switch (actor.kind) {
    case 'staff':
      return (
        act.staff !== undefined && staffRoles.indexOf(actor.role) >= staffRoles.indexOf(act.staff)
      );
    case 'tenant':
      return (
        act.tenant !== undefined &&
        tenantRoles.indexOf(actor.role) >= tenantRoles.indexOf(act.tenant)
      );
    default:
      return act[actor.kind] === true;
  }
}
