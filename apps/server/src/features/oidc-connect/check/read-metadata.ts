import { z } from 'zod';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import type { OutboundReply } from '#platform/outbound/send-request.ts';
import { failed, passed } from './run-check.ts';
import type { Verdict } from './run-check.ts';

const Texts = z.array(z.string());

/** What the checks read of a discovery document (OpenID Connect Discovery §3); a part of the wrong type counts as absent. */
export const Metadata = z.object({
  issuer: z.string().optional().catch(undefined),
  authorization_endpoint: z.string().optional().catch(undefined),
  token_endpoint: z.string().optional().catch(undefined),
  jwks_uri: z.string().optional().catch(undefined),
  userinfo_endpoint: z.string().optional().catch(undefined),
  response_types_supported: Texts.optional().catch(undefined),
  scopes_supported: Texts.optional().catch(undefined),
  code_challenge_methods_supported: Texts.optional().catch(undefined),
  id_token_signing_alg_values_supported: Texts.optional().catch(undefined),
  token_endpoint_auth_methods_supported: Texts.optional().catch(undefined),
});
export type Metadata = z.output<typeof Metadata>;

/** The discovery document in an answer, and the verdict on it. */
export function readMetadata(answer: OutboundReply | OutboundFailure): {
  metadata?: Metadata;
  verdict: Verdict;
} {
  if (answer instanceof OutboundFailure) return { verdict: failed(answer.message) };
  if (answer.status !== 200) {
    return {
      verdict: failed(
        `The address answered with status ${answer.status}, not with a document. Check the path; it ends in /.well-known/openid-configuration.`,
      ),
    };
  }
  const parsed = Metadata.safeParse(parseJson(answer.body));
  if (!parsed.success) {
    return {
      verdict: failed(
        'The answer is not a JSON document. The address has to lead to the discovery document itself, not to a page for people.',
      ),
    };
  }
  return { metadata: parsed.data, verdict: passed('Read.') };
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
