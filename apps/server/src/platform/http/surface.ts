import type { FastifyRequest } from 'fastify';
import type { Surface } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { Actor } from '#platform/act/actor.ts';
import type { Identity } from './caller.ts';

/** The surface that owns an address, whether or not anything answers there. */
export function surfaceOf(path: string): Surface | undefined {
  if (isUnder(path, '/api/admin')) return 'admin';
  if (isUnder(path, '/api/tenant')) return 'tenant';
  if (isUnder(path, '/api/platform')) return 'platform';
  if (isUnder(path, '/api/integrations')) return 'partner';
  return undefined;
}

function isUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

const notThere = () =>
  new Problem('not_found', {
    detail: 'There is nothing here for you. Check the address, or sign in as somebody else.',
  });

/**
 * Turns an identity into the actor of an internal surface.
 * @throws Problem `unauthenticated` for nobody, `not_found` for a caller of another kind (the surface hides itself)
 */
export function actorFor(
  surface: 'admin' | 'tenant' | 'platform',
  identity: Identity | undefined,
  request: FastifyRequest,
): Actor {
  if (identity === undefined) {
    throw new Problem('unauthenticated', {
      detail: 'Sign in, or send a valid API key, and try again.',
    });
  }
  const actor =
    surface === 'admin'
      ? staffActor(identity)
      : surface === 'platform'
        ? platformActor(identity)
        : tenantActor(identity, tenantIdOf(request));
  if (actor === undefined) throw notThere();
  return actor;
}

function staffActor(identity: Identity): Actor | undefined {
  if (identity.kind === 'api_key') {
    if (identity.role === 'platform') return undefined;
    return {
      kind: 'staff',
      id: identity.id,
      name: identity.name,
      role: identity.role,
      sessionId: null,
    };
  }
  if (identity.staffRole === null) return undefined;
  const { userId, name, sessionId, staffRole } = identity;
  return { kind: 'staff', id: userId, name, role: staffRole, sessionId };
}

function platformActor(identity: Identity): Actor | undefined {
  if (identity.kind !== 'api_key' || identity.role !== 'platform') return undefined;
  return { kind: 'platform', id: identity.id, name: identity.name };
}

function tenantActor(identity: Identity, tenantId: string | undefined): Actor | undefined {
  if (identity.kind !== 'user') return undefined;
  const membership = identity.memberships.find((one) => one.tenantId === tenantId);
  if (membership === undefined) return undefined;
  const { userId, name, sessionId } = identity;
  return {
    kind: 'tenant',
    id: userId,
    name,
    sessionId,
    tenantId: membership.tenantId,
    role: membership.role,
  };
}

/** The tenant that a matched address under /api/tenant names; the router has decoded it. */
function tenantIdOf(request: FastifyRequest): string | undefined {
  const { tenantId } = (request.params ?? {}) as { tenantId?: unknown };
  return typeof tenantId === 'string' ? tenantId.toLowerCase() : undefined;
}
