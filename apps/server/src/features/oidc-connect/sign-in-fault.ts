import type { ConnectionFailure } from '@leads/contract/connection-results';

/** A sign-in at a partner that cannot go on: the partner's failing or the set-up's, never ours. */
export class SignInFault extends Error {
  override name = 'SignInFault';
  readonly code: ConnectionFailure;
  /** What was wrong in particular, without secrets and tokens. */
  readonly detail: string | null;

  constructor(code: ConnectionFailure, detail: string | null = null, cause?: unknown) {
    super(detail === null ? code : `${code}: ${detail}`, { cause });
    this.code = code;
    this.detail = detail;
  }
}
