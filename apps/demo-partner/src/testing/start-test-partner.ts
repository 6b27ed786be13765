import { onTestFinished } from 'vitest';
import { parseConfig } from '../config.ts';
import { createDemoPartner } from '../create-demo-partner.ts';

export const SIGNING_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A partner on a free port that closes with the test. */
export async function startTestPartner(environment: Record<string, string> = {}) {
  const config = parseConfig({
    DEMO_PARTNER_PORT: '0',
    LOG_LEVEL: 'silent',
    DEMO_PARTNER_SIGNING_SECRET: SIGNING_SECRET,
    DEMO_PARTNER_TOKEN_CLIENT_ID: 'acme',
    DEMO_PARTNER_TOKEN_CLIENT_SECRET: 'right',
    ...environment,
  });
  const partner = await createDemoPartner(config);
  const origin = await partner.listen();
  onTestFinished(() => partner.close());

  async function call(method: string, path: string, body?: unknown) {
    const headers: Record<string, string> =
      body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(`${origin}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  async function postForm(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    const reply = await fetch(`${origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  }

  return { ...partner, origin, call, postForm };
}
