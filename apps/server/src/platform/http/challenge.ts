import type { FastifyRequest } from 'fastify';
import type { Problem } from '@leads/contract/problem';
import { surfaceOf } from './surface.ts';

/**
 * The WWW-Authenticate value of a 401. Partners learn what was wrong with what they sent (RFC 6750 §3: no error code
 * when nothing was sent) and, after HTTP Basic, that Basic is understood (RFC 7617).
 */
export function challengeFor(problem: Problem, request: FastifyRequest): string {
  const path = request.url.split('?', 1)[0] ?? '';
  if (surfaceOf(path.toLowerCase()) !== 'partner') return 'Bearer';
  if (problem.code === 'unauthenticated') return 'Bearer realm="partner"';
  if (/^basic /i.test(request.headers.authorization ?? ''))
    return 'Basic realm="partner", charset="UTF-8"';
  return `Bearer realm="partner", error="invalid_token", error_description="${toQuotedText(problem.detail)}"`;
}

/** RFC 6750 §3 allows %x20-21, %x23-5B and %x5D-7E in error_description. */
function toQuotedText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]|["\\]/g, '');
}
