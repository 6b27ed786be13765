import type { FastifyRequest } from 'fastify';
import type { StaffRole, TenantRole } from '@leads/contract/action';
import type { ActorOf } from '#platform/act/actor.ts';

/** Who a cookie or an API key stands for, before any surface asks whether that kind of caller belongs there. */
export type Identity =
  | {
      kind: 'user';
      userId: string;
      name: string;
      email: string;
      sessionId: string;
      staffRole: StaffRole | null;
      memberships: {
        tenantId: string;
        tenantName: string;
        tenantTimeZone: string;
        role: TenantRole;
      }[];
    }
  | { kind: 'api_key'; id: string; name: string; role: 'viewer' | 'manager' | 'platform' };

/** How the HTTP layer learns who calls; made by the features that own users and partners. */
export interface Callers {
  /** By session cookie or `Authorization: Bearer <API key>`; undefined when there is neither or it is not valid. */
  identify(request: FastifyRequest): Promise<Identity | undefined>;
  /**
   * By access token, `x-api-key` or HTTP Basic.
   * @throws Problem `unauthenticated`, `invalid_credentials`, `expired_credentials`
   */
  identifyPartner(request: FastifyRequest): Promise<ActorOf<'partner'>>;
}

/** Whether the caller proved itself by a cookie, so that the request must come from our own pages. */
export function isCookieIdentity(identity: Identity | undefined): boolean {
  return identity?.kind === 'user';
}
