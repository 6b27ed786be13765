import type { FieldFault } from '@leads/contract/problem';

/** How a request was refused, in the words that the caller got; kept on the request for those who look after the reply. */
export interface Refusal {
  code: string;
  title: string;
  detail: string;
  errors: readonly FieldFault[];
  /** Who the caller said to be, where that is all that is known. */
  clientId?: string | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    refusal: Refusal | undefined;
  }
}
