import type { FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { FieldFault } from '@leads/contract/problem';
import { readPresentedCredential } from '#features/partner-tokens/index.ts';
import type { Refusal } from '#platform/http/refusal.ts';
import { surfaceOf } from '#platform/http/surface.ts';
import { newId } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { maskBody, maskPath, maskPointer, maskWords } from './mask-body.ts';

/** Who called: known for sure, or by what was presented and refused. */
export type RefusedCaller =
  | { integrationId: string; credentialId: string }
  | { clientId: string }
  | { credentialId: string }
  | { secretHash: string };

/** A refused call as it is kept, but for the integration that its caller belongs to. */
export interface RefusedCall {
  id: string;
  at: Date;
  caller: RefusedCaller;
  method: string;
  path: string;
  status: number;
  code: string;
  title: string;
  detail: string;
  errors: FieldFault[];
  requestId: string;
  partnerBookingId: string | null;
  durationMs: number;
  test: boolean;
  body: string | null;
  bodyCut: boolean;
}

const errorsMax = 50;

/** Whether the reply refuses a call of the partner surface. */
export function isRefusedCall(request: FastifyRequest, reply: FastifyReply): boolean {
  const { refusal, actor } = request;
  if (refusal === undefined || reply.statusCode < 400 || reply.statusCode > 499) return false;
  if (actor !== undefined) return actor.kind === 'partner';
  return (
    refusal.clientId !== undefined ||
    surfaceOf((request.url.split('?', 1)[0] ?? '').toLowerCase()) === 'partner'
  );
}

/**
 * Who called. For a refused credential it is what was presented: an unverified token names its credential by an id that
 * nobody can guess, so a stranger cannot fill another's list with it.
 */
export function findCaller(request: FastifyRequest): RefusedCaller | undefined {
  const { actor, refusal, headers } = request;
  if (actor?.kind === 'partner') {
    return { integrationId: actor.integrationId, credentialId: actor.id };
  }
  if (refusal?.clientId !== undefined) return { clientId: refusal.clientId.slice(0, 200) };
  try {
    const presented = readPresentedCredential(headers);
    switch (presented.kind) {
      case 'api_key':
        return { secretHash: hashToken(presented.key) };
      case 'http_basic':
        return { clientId: presented.clientId.slice(0, 200) };
      case 'oauth2_client_credentials': {
        const { credential_id: credentialId } = decodeJwt(presented.token);
        return typeof credentialId === 'string' ? { credentialId } : undefined;
      }
    }
  } catch {
    // Nothing readable was presented, so nobody is named.
    return undefined;
  }
}

/** The call with everything masked that may be a person's. */
export function toRefusedCall(
  request: FastifyRequest,
  reply: FastifyReply,
  { caller, refusal, now }: { caller: RefusedCaller; refusal: Refusal; now: Date },
): RefusedCall {
  const { body } = request;
  const masked = body === undefined || body === null ? undefined : maskBody(body);
  const words = (text: string, max: number) => maskWords(text, masked?.hidden ?? [], max);
  return {
    id: newId(),
    at: now,
    caller,
    method: request.method,
    path: maskPath(request.url),
    status: reply.statusCode,
    code: refusal.code.slice(0, 100),
    title: words(refusal.title, 300),
    detail: words(refusal.detail, 2000),
    errors: refusal.errors.slice(0, errorsMax).map(({ pointer, message }) => ({
      pointer: maskPointer(pointer),
      message: words(message, 500),
    })),
    requestId: request.id,
    partnerBookingId: partnerBookingIdOf(body) ?? partnerBookingIdOf(request.params),
    durationMs: Math.round(reply.elapsedTime),
    test: isTest(request),
    body: masked?.text ?? null,
    bodyCut: masked?.isCut ?? false,
  };
}

/** Where the body or the address names one. */
function partnerBookingIdOf(given: unknown): string | null {
  const value = (given as { partnerBookingId?: unknown } | null | undefined)?.partnerBookingId;
  return typeof value === 'string' && /^[^@\s\p{Cc}\p{Cs}]{1,200}$/u.test(value) ? value : null;
}

function isTest({ actor, body }: FastifyRequest): boolean {
  if (actor?.kind === 'partner' && actor.mode === 'sandbox') return true;
  return (body as { test?: unknown } | null | undefined)?.test === true;
}
