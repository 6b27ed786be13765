import { defineEndpoint } from '@leads/contract/endpoint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CallProblem } from './call-problem.ts';
import { call } from './call.ts';

const Thing = z.object({ id: z.string(), count: z.number() });
const common = { surface: 'admin', tag: 'Things', summary: 'Things' } as const;
const getThing = defineEndpoint({
  ...common,
  method: 'GET',
  url: '/api/things/:id',
  params: z.object({ id: z.string() }),
  query: z.object({ search: z.string().optional() }),
  reply: Thing,
});
const saveThing = defineEndpoint({
  ...common,
  method: 'PUT',
  url: '/api/things',
  body: z.object({ count: z.number() }),
  reply: Thing,
});
const uploadThing = defineEndpoint({
  ...common,
  method: 'PUT',
  url: '/api/things/picture',
  bodyFormat: 'multipart',
  reply: Thing,
});

interface Sent {
  url: string;
  init: RequestInit;
}

/** The network, replaced by one answer; it keeps what was sent. */
function answerWith(answer: Response | Error): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = (url, init) => {
    sent.push({ url: String(url), init: init ?? {} });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return sent;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

const good = { id: 'a', count: 1 };

async function refusalOf(promise: Promise<unknown>): Promise<CallProblem> {
  const thrown = await promise.then(
    () => undefined,
    (err: unknown) => err,
  );
  expect(thrown).toBeInstanceOf(CallProblem);
  return thrown as CallProblem;
}

describe('call', () => {
  const network = globalThis.fetch;
  beforeEach(() => void answerWith(json(200, good)));
  afterEach(() => {
    globalThis.fetch = network;
  });

  it('fills path and query, and leaves empty query values out', async () => {
    const sent = answerWith(json(200, good));
    await call(getThing, { params: { id: 'a/b' }, query: { search: '' } });
    expect(sent[0]?.url).toBe('/api/things/a%2Fb');
  });

  it('gives the reply without what the contract does not know', async () => {
    answerWith(json(200, { ...good, secret: 'x' }));
    expect(await call(getThing, { params: { id: 'a' } })).toEqual(good);
  });

  it('sends a JSON body with its content type', async () => {
    const sent = answerWith(json(200, good));
    await call(saveThing, { body: { count: 2 } });
    expect(sent[0]?.init.body).toBe('{"count":2}');
    expect(sent[0]?.init.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('lets the browser name the boundary of a form with files', async () => {
    const sent = answerWith(json(200, good));
    const body = new FormData();
    await call(uploadThing, { body });
    expect(sent[0]?.init.body).toBe(body);
    expect(sent[0]?.init.headers).not.toHaveProperty('content-type');
  });

  it('throws the problem of the reply with its faults and Retry-After', async () => {
    const errors = [{ pointer: '/count', message: 'Too many' }];
    const problem = {
      type: 'about:blank',
      title: 'Too many requests',
      status: 429,
      code: 'rate_limited',
      detail: 'Wait.',
      requestId: 'r1',
      errors,
    };
    answerWith(json(429, problem, { 'retry-after': '7' }));
    const refusal = await refusalOf(call(saveThing, { body: { count: 2 } }));
    expect(refusal).toMatchObject({
      code: 'rate_limited',
      requestId: 'r1',
      errors,
      retryAfterSeconds: 7,
    });
  });

  it.each([
    [401, 'unauthenticated'],
    [413, 'payload_too_large'],
    [429, 'rate_limited'],
    [503, 'unavailable'],
    [500, 'internal'],
  ])('puts a bare status %i into words', async (status, code) => {
    answerWith(new Response('<html>', { status, headers: { 'x-request-id': 'r2' } }));
    const refusal = await refusalOf(call(getThing, { params: { id: 'a' } }));
    expect(refusal).toMatchObject({ code, requestId: 'r2' });
    expect(refusal.detail).not.toContain('<html>');
  });

  it('tells a reply that the contract does not know from a good one', async () => {
    answerWith(json(200, { id: 'a' }));
    const refusal = await refusalOf(call(getThing, { params: { id: 'a' } }));
    expect(refusal.title).toBe('The answer could not be read');
  });

  it('says in words that the platform could not be reached', async () => {
    answerWith(new TypeError('Failed to fetch'));
    const refusal = await refusalOf(call(getThing, { params: { id: 'a' } }));
    expect(refusal).toMatchObject({
      code: 'unavailable',
      title: 'The platform could not be reached',
    });
  });

  it('leaves an abort an abort', async () => {
    const reason = new DOMException('gone', 'AbortError');
    answerWith(reason);
    const calling = call(getThing, { params: { id: 'a' }, signal: AbortSignal.abort(reason) });
    await expect(calling).rejects.toBe(reason);
  });
});
