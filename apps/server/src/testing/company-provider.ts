import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface CompanyUser {
  sub: string;
  claims: Record<string, unknown>;
}

/** A company's OpenID provider on loopback that signs in whoever the test says, without asking. */
export interface CompanyProvider {
  issuer: string;
  client: { id: string; secret: string };
  /** Who the next sign-ins are. */
  user: CompanyUser;
  close(): Promise<void>;
}

export async function startCompanyProvider({
  callbackUrl,
}: {
  callbackUrl: string;
}): Promise<CompanyProvider> {
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { id: 'leads', secret: 'a secret of the company' };
  const company: CompanyProvider = {
    issuer,
    client,
    user: { sub: 'nobody', claims: {} },
    close: () => new Promise((done) => void server.close(() => done())),
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callbackUrl] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['test'] },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: async () => ({ ...company.user.claims, sub }),
    }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const clientId = ctx.oidc.client?.clientId ?? '';
      const accountId = ctx.oidc.session?.accountId ?? '';
      const grant = new provider.Grant({ clientId, accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    const signIn = async () => {
      if (request.url?.startsWith('/interaction/') !== true) return handle(request, response);
      return provider.interactionFinished(request, response, {
        login: { accountId: company.user.sub },
      });
    };
    signIn().catch((err: unknown) => response.writeHead(500).end(String(err)));
  });
  return company;
}
