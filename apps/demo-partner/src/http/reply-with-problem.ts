import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

export interface ProblemOptions {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { pointer: string; message: string }[];
}

/** Answers in the form of RFC 9457. */
export function replyWithProblem(reply: FastifyReply, problem: ProblemOptions): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[problem.status], ...problem }));
}

export function replyWithFaults(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const errors = error.issues.map((issue) => ({
    pointer: `/${issue.path.join('/')}`,
    message: issue.message,
  }));
  const detail = errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  return replyWithProblem(reply, { status: 422, code: 'invalid', detail, errors });
}
