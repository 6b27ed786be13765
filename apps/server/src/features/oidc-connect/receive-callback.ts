import { connectionProblemPath } from '@leads/contract/connection-results';
import type { ConnectionResult } from '@leads/contract/connection-results';
import { signInTrialPath } from '@leads/contract/connection-test';
import { connectionResultPath } from '@leads/contract/tenant-integrations';
import type { FastifyRequest } from 'fastify';
import { mayAct, systemActor } from '#platform/act/actor.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import type { Identity } from '#platform/http/caller.ts';
import { findAuthorizationSession } from './authorization-session.ts';
import { finishAuthorization } from './finish-authorization.ts';
import { finishTrial } from './trial/finish-trial.ts';
import { findTrialByState } from './trial/sign-in-trial.ts';

/**
 * What the browser came back with from the partner, and the path of the page that tells how it ended. A sign-in that
 * another browser began is left alone: it is not this one's to use or to fail, nor to learn of.
 */
export async function receiveCallback(request: FastifyRequest): Promise<string> {
  const { integrationId } = request.params as { integrationId: string };
  const parameters = parametersOf(request);
  const [state, ...moreStates] = parameters.getAll('state');
  const { db } = request.makeContext(systemActor('sign-in callback'));
  if (state === undefined || moreStates.length > 0) return problemPath(request, 'state_unknown');
  const session = await findAuthorizationSession(db, { state, integrationId });
  if (session === undefined) return receiveTrial(request, { integrationId, state, parameters });
  const { tenantId } = session;
  if (!isSameSession(request.identity, session.signInSessionId))
    return problemPath(request, 'other_browser');
  const actor = tenantActor(request.identity, tenantId);
  if (actor === undefined) return problemPath(request, 'no_permission');
  const page = connectionResultPath(tenantId, integrationId);
  if (!mayAct(actor, 'connection.authorize'))
    return withResult(page, { result: 'no_permission', requestId: request.id });
  const ctx = request.makeContext(actor) as Context<ActorOf<'tenant'>>;
  const finished = await finishAuthorization(ctx, { session, state, parameters });
  return withResult(
    page,
    finished.connectionId === undefined
      ? { result: finished.result, requestId: request.id }
      : { result: finished.result, connection: finished.connectionId },
  );
}

interface TrialReturn {
  integrationId: string;
  state: string;
  parameters: URLSearchParams;
}

/** The same for a sign-in that staff try; it ends on its page in the Admin Portal. */
async function receiveTrial(
  request: FastifyRequest,
  { integrationId, state, parameters }: TrialReturn,
): Promise<string> {
  const { identity } = request;
  const { db } = request.makeContext(systemActor('sign-in callback'));
  const trial = await findTrialByState(db, { state, integrationId });
  if (trial === undefined) return problemPath(request, 'state_unknown');
  if (!isSameSession(identity, trial.signInSessionId)) return problemPath(request, 'other_browser');
  const { userId, name, sessionId, staffRole } = identity;
  if (staffRole === null) return problemPath(request, 'no_permission');
  const actor = { kind: 'staff', id: userId, name, sessionId, role: staffRole } as const;
  if (!mayAct(actor, 'integration.try_sign_in')) return problemPath(request, 'no_permission');
  const ctx = request.makeContext(actor) as Context<ActorOf<'staff'>>;
  await finishTrial(ctx, { trial, state, parameters });
  return signInTrialPath(integrationId, trial.id);
}

/** The page for what belongs to no request of the signed-in user. */
export function problemPath(request: FastifyRequest, result: ConnectionResult): string {
  return withResult(connectionProblemPath, { result, requestId: request.id });
}

function parametersOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1));
}

function withResult(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}

type User = Extract<Identity, { kind: 'user' }>;

function isSameSession(identity: Identity | undefined, sessionId: string): identity is User {
  return identity?.kind === 'user' && identity.sessionId === sessionId;
}

function tenantActor(
  identity: Identity | undefined,
  tenantId: string,
): ActorOf<'tenant'> | undefined {
  if (identity?.kind !== 'user') return undefined;
  const membership = identity.memberships.find((one) => one.tenantId === tenantId);
  if (membership === undefined) return undefined;
  const { userId, name, sessionId } = identity;
  return { kind: 'tenant', id: userId, name, sessionId, tenantId, role: membership.role };
}
