import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { commonProblems, Problem } from '@leads/contract/problem';
import type { ProblemCode, ProblemDetails } from '@leads/contract/problem';
import { isDatabaseUnavailable, isUnstorableText } from '#platform/db/database-fault.ts';
import { challengeFor } from './challenge.ts';
import { InvalidInput } from './validate-input.ts';

/** The one place where anything thrown becomes a reply: RFC 9457 problem details. */
export function replyWithProblem(
  err: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(err);
  if (problem.status >= 500 || problem.code === 'internal') {
    request.log.error({ err, code: problem.code }, 'request failed');
  } else if (problem.cause !== undefined) {
    request.log.info({ err: problem.cause, code: problem.code }, 'request refused');
  }
  request.refusal = problem;
  if (problem.retryAfterSeconds !== undefined)
    reply.header('retry-after', String(problem.retryAfterSeconds));
  if (problem.status === 401) reply.header('www-authenticate', challengeFor(problem, request));
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((details: ProblemDetails) => JSON.stringify(details))
    .send(toDetails(problem, request.id));
}

/** The error itself, or one that says which code the endpoint's list lacks. */
export function requireListed(err: unknown, request: FastifyRequest): unknown {
  const { endpoint } = request.routeOptions.config;
  if (endpoint === undefined || !(err instanceof Problem)) return err;
  const listed: readonly ProblemCode[] = [...endpoint.problems, ...commonProblems];
  if (listed.includes(err.code)) return err;
  return new Error(`${endpoint.method} ${endpoint.url} does not list the problem ${err.code}`);
}

export function toDetails(problem: Problem, requestId: string): ProblemDetails {
  return {
    type: `urn:leads:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    requestId,
    errors: problem.errors,
    ...(problem.context === undefined ? {} : { context: problem.context }),
  };
}

/** The refusal that anything thrown is told as; `internal` for what nobody foresaw. */
export function toProblem(err: unknown): Problem {
  if (err instanceof Problem) return err;
  if (err instanceof InvalidInput) return validationProblem(err);
  if (isUnstorableText(err)) {
    return new Problem('validation_failed', {
      detail:
        'A value holds a character that cannot be stored, such as NUL. Remove it and send again.',
      cause: err,
    });
  }
  if (isDatabaseUnavailable(err)) {
    return new Problem('unavailable', {
      detail:
        'The database does not answer right now. Nothing was changed. Try again in a few seconds.',
      retryAfterSeconds: 5,
      cause: err,
    });
  }
  return frameworkProblem(err) ?? new Problem('internal', { detail: internalDetail, cause: err });
}

const internalDetail =
  'Something failed on our side and nothing was changed. Try again; if it stays, report the request id.';

function validationProblem({ faults, validationContext }: InvalidInput): Problem {
  if (validationContext === 'params') {
    return new Problem('not_found', { detail: 'The address names nothing that could exist here.' });
  }
  const [first] = faults;
  const detail =
    faults.length === 1 && first !== undefined
      ? `${first.pointer === '' ? 'The body' : first.pointer}: ${first.message.replace(/\.$/, '')}. Nothing was changed.`
      : `${faults.length} values are not valid. Mend them and send again; nothing was changed.`;
  const code = validationContext === 'querystring' ? 'invalid_request' : 'validation_failed';
  return new Problem(code, { detail, errors: faults });
}

/** Fastify's own refusals, in our words. */
function frameworkProblem(err: unknown): Problem | undefined {
  const { code, statusCode } = err as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported_media_type', {
        detail:
          'Send the body as the endpoint documents it, with a matching Content-Type such as application/json.',
      });
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Problem('payload_too_large', {
        detail:
          'The body is larger than this address takes: 1 MB, where nothing else is documented.',
      });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem('malformed_json', { detail: 'The body is empty. Send a JSON object.' });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Problem('malformed_json', {
        detail: 'The body is not valid JSON. Check it with a JSON parser.',
      });
    case 'FST_ERR_BAD_URL':
      return new Problem('invalid_request', {
        detail: 'The address is not encoded correctly. Encode ids in it as UTF-8, percent-encoded.',
      });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem('invalid_request', {
        detail: 'The body is not as long as Content-Length says.',
      });
    default:
  }
  if (err instanceof SyntaxError && statusCode === 400) {
    return new Problem('malformed_json', {
      detail: 'The body is not valid JSON. Check it with a JSON parser.',
    });
  }
  if (statusCode === 429)
    return new Problem('rate_limited', { detail: 'Too many requests. Slow down.' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('invalid_request', { detail: 'The request could not be read.' });
  }
  return undefined;
}
