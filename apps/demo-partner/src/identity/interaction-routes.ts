import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type InteractionResults, type Provider } from 'oidc-provider';
import { z } from 'zod';
import { DEMO_PASSWORD, findAccountById, findAccountByUsername } from '../accounts.ts';
import { toContentSecurityPolicy } from '../http/security-headers.ts';
import type { Partner } from '../partner.ts';
import { plainPage } from '../pages/layout.ts';
import { html, type Html } from '../pages/html.ts';
import { consentPage, loginPage } from './interaction-pages.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const Credentials = z.object({ username: z.string().max(200), password: z.string().max(200) });

/** Sign-in and consent, between the provider's authorization request and its answer. */
export async function interactionRoutes(
  app: FastifyInstance,
  { partner, getProvider }: { partner: Partner; getProvider: () => Provider },
): Promise<void> {
  const find = (request: FastifyRequest, reply: FastifyReply) =>
    getProvider().interactionDetails(request.raw, reply.raw);

  async function finish(
    request: FastifyRequest,
    reply: FastifyReply,
    result: InteractionResults,
    { isLaterStep }: { isLaterStep: boolean },
  ) {
    const options = { mergeWithLastSubmission: isLaterStep };
    const next = await getProvider().interactionResult(request.raw, reply.raw, result, options);
    return reply.redirect(next, 303);
  }

  function send(reply: FastifyReply, interaction: Interaction, page: Html, status = 200) {
    // Chromium applies form-action to the redirects after a form, and these lead back to the platform.
    const targets = [
      String(interaction.params['redirect_uri']),
      partner.settings.current().platformUrl,
    ];
    const policy = toContentSecurityPolicy(targets.map((target) => new URL(target).origin));
    return reply
      .code(status)
      .header('content-security-policy', policy)
      .type('text/html')
      .send(page.text);
  }

  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    const body = html`<p>
      This sign-in is over or has expired. Go back to the platform and start again.
    </p>`;
    return reply
      .code(400)
      .type('text/html')
      .send(plainPage({ title: 'Nothing to sign in to', body }).text);
  });

  app.get('/interaction/:uid', async (request, reply) => {
    const interaction = await find(request, reply);
    if (interaction.prompt.name !== 'consent')
      return send(reply, interaction, loginPage({ uid: interaction.uid }));
    return send(reply, interaction, consentPage(toConsent(interaction)));
  });

  app.post('/interaction/:uid/sign-in', async (request, reply) => {
    const interaction = await find(request, reply);
    const credentials = Credentials.safeParse(request.body);
    const account = credentials.success
      ? findAccountByUsername(credentials.data.username)
      : undefined;
    if (!credentials.success || !account || credentials.data.password !== DEMO_PASSWORD) {
      const username = credentials.success ? credentials.data.username : '';
      return send(
        reply,
        interaction,
        loginPage({ uid: interaction.uid, username, refused: true }),
        401,
      );
    }
    partner.log.info({ accountId: account.accountId }, 'signed in');
    // One page chooses the account and signs in, so it answers both prompts.
    const result = { select_account: {}, login: { accountId: account.accountId } };
    return finish(request, reply, result, { isLaterStep: false });
  });

  app.post('/interaction/:uid/consent', async (request, reply) => {
    const interaction = await find(request, reply);
    // Consent before sign-in would be a grant of nobody's: back to the page that is due.
    if (interaction.prompt.name !== 'consent')
      return reply.redirect(request.url.replace(/\/consent$/, ''), 303);
    const grantId = await saveGrant(getProvider(), interaction);
    return finish(request, reply, { consent: { grantId } }, { isLaterStep: true });
  });

  app.post('/interaction/:uid/cancel', async (request, reply) => {
    await find(request, reply);
    const result = {
      error: 'access_denied',
      error_description: 'The user canceled at the partner.',
    };
    return finish(request, reply, result, { isLaterStep: false });
  });
}

function toConsent(interaction: Interaction) {
  const { params, uid } = interaction;
  const otherAccount = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (typeof value === 'string') otherAccount.set(name, value);
  otherAccount.set('prompt', 'select_account consent');
  return {
    uid,
    account: findAccountById(interaction.session?.accountId ?? ''),
    scopes: String(params['scope'] ?? '').split(' '),
    returnsTo: new URL(String(params['redirect_uri'])).host,
    otherAccountUrl: `/oidc/auth?${otherAccount.toString()}`,
  };
}

async function saveGrant(provider: Provider, interaction: Interaction): Promise<string> {
  const existing =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const grant =
    existing ??
    new provider.Grant({
      accountId: interaction.session?.accountId ?? '',
      clientId: String(interaction.params['client_id']),
    });
  const missing = z.array(z.string()).safeParse(interaction.prompt.details['missingOIDCScope']);
  if (missing.success) grant.addOIDCScope(missing.data.join(' '));
  return grant.save();
}
