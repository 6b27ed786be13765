import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may be asked to prove what before the handler runs; each surface has one kind of caller. */
export type Surface = 'admin' | 'tenant' | 'partner' | 'platform' | 'session';

/** The caller's body format where it is not JSON. `raw` hands the handler the parsed multipart or form itself. */
export type BodyFormat = 'json' | 'form' | 'multipart' | 'image' | 'ndjson';

export interface EndpointSchema {
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly params?: z.ZodObject;
  readonly querystring?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: Readonly<Record<number, z.ZodType>>;
}

/**
 * One endpoint as one value: the server mounts it by spreading, the web calls it, forms validate with its body,
 * OpenAPI is printed from it. `surface` decides which callers reach the handler, `problems` is the closed list of
 * codes it may answer with besides those that every endpoint of the surface has.
 */
export interface Endpoint<
  Params extends z.ZodObject | undefined = z.ZodObject | undefined,
  Query extends z.ZodObject | undefined = z.ZodObject | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Reply extends z.ZodType = z.ZodType,
  On extends Surface = Surface,
> {
  readonly method: HttpMethod;
  readonly url: string;
  readonly surface: On;
  readonly bodyFormat: BodyFormat;
  readonly schema: EndpointSchema & {
    readonly params?: Params;
    readonly querystring?: Query;
    readonly body?: Body;
    readonly response: { readonly 200: Reply };
  };
  readonly problems: readonly ProblemCode[];
}

interface EndpointDefinition<
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Reply extends z.ZodType,
  On extends Surface,
> {
  method: HttpMethod;
  url: string;
  surface: On;
  /** One line for the OpenAPI page. */
  summary: string;
  description?: string;
  /** The group on the OpenAPI page. */
  tag: string;
  params?: Params;
  query?: Query;
  body?: Body;
  bodyFormat?: BodyFormat;
  reply: Reply;
  problems?: readonly ProblemCode[];
}

/** Defines an endpoint; absent parts are left out of the schema, so that Fastify does not validate them. */
export function defineEndpoint<
  Reply extends z.ZodType,
  On extends Surface,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  definition: EndpointDefinition<Params, Query, Body, Reply, On>,
): Endpoint<Params, Query, Body, Reply, On> {
  const { method, url, surface, summary, description, tag, params, query, body, reply } =
    definition;
  return {
    method,
    url,
    surface,
    bodyFormat: definition.bodyFormat ?? 'json',
    problems: definition.problems ?? [],
    schema: {
      summary,
      tags: [tag],
      response: { 200: reply },
      ...(description === undefined ? {} : { description }),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
    },
  };
}

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;
type InputOf<T> = T extends z.ZodType ? z.input<T> : undefined;

export type ParamsOf<E> =
  E extends Endpoint<infer P, infer _Q, infer _B, infer _R> ? OutputOf<P> : never;
export type QueryOf<E> =
  E extends Endpoint<infer _P, infer Q, infer _B, infer _R> ? OutputOf<Q> : never;
export type BodyOf<E> =
  E extends Endpoint<infer _P, infer _Q, infer B, infer _R> ? OutputOf<B> : never;
export type ReplyOf<E> =
  E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? OutputOf<R> : never;

/** What a caller hands over: path parameters, query and body, each only where the endpoint has one. */
export type CallOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? (P extends z.ZodType ? { params: InputOf<P> } : { params?: undefined }) &
        (Q extends z.ZodType ? { query?: InputOf<Q> } : { query?: undefined }) &
        (B extends z.ZodType ? { body: InputOf<B> } : { body?: undefined })
    : never;

/** The address of one call: path parameters encoded, `undefined` and empty query values left out. */
export function toUrl(
  endpoint: Pick<Endpoint, 'url'>,
  call: { params?: unknown; query?: unknown },
): string {
  const params = (call.params ?? {}) as Record<string, unknown>;
  const path = endpoint.url.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((call.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
}
