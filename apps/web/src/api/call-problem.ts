import {
  ProblemDetails,
  problemTable,
  type FieldFault,
  type ProblemCode,
} from '@leads/contract/problem';

/** A refused or failed call, as the problem details of the reply or as words of ours where there was no reply. */
export class CallProblem extends Error implements ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  /** Empty when the request never reached the server. */
  readonly requestId: string;
  readonly errors: FieldFault[];
  readonly context: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    details: ProblemDetails,
    options: { retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(details.detail, { cause: options.cause });
    this.name = 'CallProblem';
    this.type = details.type;
    this.title = details.title;
    this.status = details.status;
    this.code = details.code;
    this.detail = details.detail;
    this.requestId = details.requestId;
    this.errors = details.errors;
    this.context = details.context;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A problem that the page itself finds, such as a server that cannot be reached. */
export function localProblem(
  code: ProblemCode,
  words: { title?: string; detail: string; requestId?: string; cause?: unknown },
): CallProblem {
  const { status, title } = problemTable[code];
  return new CallProblem(
    {
      type: 'about:blank',
      title: words.title ?? title,
      status,
      code,
      detail: words.detail,
      requestId: words.requestId ?? '',
      errors: [],
    },
    { cause: words.cause },
  );
}

/** Anything thrown, as a problem that can be shown. */
export function toCallProblem(thrown: unknown): CallProblem {
  if (thrown instanceof CallProblem) return thrown;
  return localProblem('internal', {
    title: 'This page has a fault',
    detail:
      'Reload the page. If it happens again, tell the people who run this platform what you did before.',
    cause: thrown,
  });
}

/** The problem a reply without success stands for; replies that are no problem details get words by their status. */
export function problemOfReply(response: Response, body: unknown): CallProblem {
  const retryAfterSeconds = secondsOf(response.headers.get('retry-after'));
  const parsed = ProblemDetails.safeParse(body);
  if (parsed.success) return new CallProblem(parsed.data, { retryAfterSeconds });
  const requestId = response.headers.get('x-request-id') ?? '';
  if (response.status === 401) {
    return localProblem('unauthenticated', {
      detail: 'Your session has ended. Sign in again.',
      requestId,
    });
  }
  if (response.status === 413) {
    return localProblem('payload_too_large', { detail: 'The file is too large.', requestId });
  }
  if (response.status === 429) {
    return localProblem('rate_limited', { detail: 'Wait a moment, then try again.', requestId });
  }
  if (response.status >= 502 && response.status <= 504) {
    return localProblem('unavailable', {
      detail: 'The platform is starting or busy. Try again in a moment.',
      requestId,
    });
  }
  return localProblem('internal', {
    detail: `The platform gave an answer that this page does not understand (status ${response.status}). Try again.`,
    requestId,
  });
}

function secondsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
