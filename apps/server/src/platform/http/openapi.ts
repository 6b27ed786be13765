import { createHash } from 'node:crypto';
import fastifySwagger from '@fastify/swagger';
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Endpoint, Surface } from '@leads/contract/endpoint';
import { commonProblems, ProblemDetails, problemTable } from '@leads/contract/problem';
import type { ProblemCode } from '@leads/contract/problem';

type Documented = Exclude<Surface, 'session'>;

const titles: Record<Documented, string> = {
  partner: 'Partner API',
  admin: 'Admin API',
  tenant: 'Tenant API',
  platform: 'Platform API',
};

const securitySchemes = {
  partner: {
    clientCredentials: {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: '/connect/token', scopes: {} } },
    },
    apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    basic: { type: 'http', scheme: 'basic' },
  },
  internal: {
    apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, or the session cookie' },
  },
} as const;

/** The OAuth library answers this address itself, so it is described by hand. */
const tokenOperation = {
  summary: 'Get an access token (client credentials)',
  description:
    'RFC 6749 §4.4. Client id and secret go in the body, or as HTTP Basic. Errors are those of §5.2.',
  tags: ['Tokens'],
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          required: ['grant_type'],
          properties: {
            grant_type: { type: 'string', enum: ['client_credentials'] },
            client_id: { type: 'string' },
            client_secret: { type: 'string' },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'A bearer token for one hour',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              access_token: { type: 'string' },
              token_type: { type: 'string', enum: ['Bearer'] },
              expires_in: { type: 'integer', enum: [3600] },
            },
          },
        },
      },
    },
    400: { description: 'invalid_request, unsupported_grant_type' },
    401: { description: 'invalid_client' },
    429: { description: 'Too many wrong secrets; see Retry-After' },
  },
} as const;

/** Collects one OpenAPI 3.1 document per surface; must be registered before any route. */
export async function registerOpenapi(
  app: FastifyInstance,
  surfaces: readonly Documented[],
): Promise<void> {
  for (const surface of surfaces) {
    const schemes = surface === 'partner' ? securitySchemes.partner : securitySchemes.internal;
    await app.register(fastifySwagger, {
      decorator: decoratorOf(surface),
      openapi: {
        openapi: '3.1.0',
        info: { title: `Leads Integration Manager: ${titles[surface]}`, version: '1' },
        components: { securitySchemes: schemes },
        security: Object.keys(schemes).map((name) => ({ [name]: [] })),
        ...(surface === 'partner' ? { paths: { '/connect/token': { post: tokenOperation } } } : {}),
      },
      transform: transformFor(surface),
      transformObject: jsonSchemaTransformObject,
    } as FastifyDynamicSwaggerOptions & { decorator: string });
  }
}

/** The partner's document and reference page are public; the others are for their own callers only. */
export async function openapiRoutes(
  app: FastifyInstance,
  surfaces: readonly Documented[],
): Promise<void> {
  for (const surface of surfaces) {
    const isPublic = surface === 'partner';
    const base = surface === 'tenant' ? '/api/tenant/:tenantId' : `/api/${surface}`;
    app.route({
      method: 'GET',
      url: isPublic ? '/openapi.json' : `${base}/openapi.json`,
      schema: { hide: true } as object,
      config: isPublic ? {} : { surface },
      handler: async () => documentOf(app, surface),
    });
  }
  if (surfaces.includes('partner')) referencePage(app);
}

function decoratorOf(surface: Documented): string {
  return `openapi${titles[surface].replace(' ', '')}`;
}

function documentOf(app: FastifyInstance, surface: Documented): object {
  const print = (app as unknown as Record<string, () => object>)[decoratorOf(surface)];
  if (print === undefined) throw new Error(`no document is collected for ${surface}`);
  return print.call(app);
}

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>;

function transformFor(surface: Documented): Transform {
  return (input) => {
    const { endpoint } = (input.route.config ?? {}) as { endpoint?: Endpoint };
    if (endpoint?.surface !== surface) {
      return { schema: { hide: true } as never, url: input.url };
    }
    const schema = {
      ...input.schema,
      response: { ...endpoint.schema.response, ...problemReplies(endpoint) },
    };
    return jsonSchemaTransform({ ...input, schema } as Parameters<typeof jsonSchemaTransform>[0]);
  };
}

/** One entry per status, naming the codes that it can carry. */
function problemReplies(endpoint: Endpoint): Record<number, unknown> {
  const codes = new Map<number, ProblemCode[]>();
  for (const code of [...endpoint.problems, ...commonProblems]) {
    const { status } = problemTable[code];
    codes.set(status, [...(codes.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...codes].map(([status, names]) => [
      status,
      {
        description: [...new Set(names)].join(', '),
        content: { 'application/problem+json': { schema: ProblemDetails } },
      },
    ]),
  );
}

/**
 * The reference page is large and seldom asked for, so it is loaded with the first request. It starts itself by one
 * inline script, which the content security policy admits by its hash.
 */
function referencePage(app: FastifyInstance): void {
  let reference: Promise<FastifyInstance> | undefined;
  for (const url of ['/docs', '/docs/*']) {
    app.route({
      method: 'GET',
      url,
      schema: { hide: true } as object,
      handler: async (request, reply) => {
        reference ??= loadReference();
        const answer = await (await reference).inject({ url: request.url });
        const type = String(answer.headers['content-type'] ?? '');
        if (answer.headers.location !== undefined)
          reply.header('location', answer.headers.location);
        if (type.includes('text/html')) admitInlineScripts(reply, answer.body);
        return reply.code(answer.statusCode).type(type).send(answer.rawPayload);
      },
    });
  }
}

async function loadReference(): Promise<FastifyInstance> {
  const { default: fastifyScalar } = await import('@scalar/fastify-api-reference');
  const app = fastify();
  await app.register(fastifyScalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      title: 'Partner API',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    } as never,
  });
  await app.ready();
  return app;
}

function admitInlineScripts(reply: FastifyReply, html: string): void {
  const hashes = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`,
  );
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  reply.header(
    'content-security-policy',
    policy.replace("script-src 'self'", `script-src 'self' ${hashes.join(' ')}`),
  );
}
