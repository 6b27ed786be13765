import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type InteractionResults, type Provider } from 'oidc-provider';
import { z } from 'zod';
import { DEMO_PASSWORD, findAccountById, findAccountByUsername } from '../accounts.ts';
import { toContentSecurityPolicy } from '../http/security-headers.ts';
import type { Partner } from '../partner.ts';
import { plainPage } from '../pages/layout.ts';
import { html, type Html } from '../pages/html.ts';
import { sendPage } from '../pages/send-page.ts';
import { consentPage, loginPage } from './interaction-pages.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const Credentials = z.object({ username: z.string().max(200), password: z.string().max(200) });

interface Surroundings {
  readonly partner: Partner;
  readonly getProvider: () => Provider;
}

/** One request in the middle of a sign-in, with what it takes to answer it. */
interface Step {
  readonly interaction: Interaction;
  readonly body: unknown;
  show(page: Html, status?: number): FastifyReply;
  /** Gives the result to the provider and follows where it leads. */
  finish(result: InteractionResults, options?: { isLaterStep: boolean }): Promise<FastifyReply>;
  startOver(): FastifyReply;
}

/** Sign-in and consent, between the provider's authorization request and its answer. */
export async function interactionRoutes(
  app: FastifyInstance,
  surroundings: Surroundings,
): Promise<void> {
  const { partner, getProvider } = surroundings;
  const handle = (act: (step: Step) => Promise<FastifyReply> | FastifyReply) => {
    return async (request: FastifyRequest, reply: FastifyReply) =>
      act(await openStep(surroundings, request, reply));
  };

  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    return sendPage(reply, overPage(), 400);
  });
  app.get('/interaction/:uid', handle(showStep));
  app.post(
    '/interaction/:uid/sign-in',
    handle((step) => signIn(partner, step)),
  );
  app.post(
    '/interaction/:uid/consent',
    handle((step) => consent(getProvider(), step)),
  );
  app.post(
    '/interaction/:uid/cancel',
    handle((step) =>
      step.finish({
        error: 'access_denied',
        error_description: 'The user canceled at the partner.',
      }),
    ),
  );
}

/** @throws SessionNotFound when this browser is in the middle of no sign-in. */
async function openStep(
  { partner, getProvider }: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Step> {
  const interaction = await getProvider().interactionDetails(request.raw, reply.raw);
  return {
    interaction,
    body: request.body,
    show(page, status = 200) {
      // Chromium applies form-action to the redirects after a form, and these lead back to the platform.
      const targets = [
        String(interaction.params['redirect_uri']),
        partner.settings.current().platformUrl,
      ];
      const policy = toContentSecurityPolicy(targets.map((target) => new URL(target).origin));
      return sendPage(reply.header('content-security-policy', policy), page, status);
    },
    async finish(result, { isLaterStep } = { isLaterStep: false }) {
      const options = { mergeWithLastSubmission: isLaterStep };
      const next = await getProvider().interactionResult(request.raw, reply.raw, result, options);
      return reply.redirect(next, 303);
    },
    startOver: () => reply.redirect(`/interaction/${interaction.uid}`, 303),
  };
}

function showStep({ interaction, show }: Step): FastifyReply {
  const isConsent = interaction.prompt.name === 'consent';
  return show(
    isConsent ? consentPage(toConsent(interaction)) : loginPage({ uid: interaction.uid }),
  );
}

async function signIn(
  partner: Partner,
  { interaction, body, show, finish }: Step,
): Promise<FastifyReply> {
  const parsed = Credentials.safeParse(body);
  const { username, password } = parsed.success ? parsed.data : { username: '', password: '' };
  const account = findAccountByUsername(username);
  if (!account || password !== DEMO_PASSWORD) {
    return show(loginPage({ uid: interaction.uid, username, refused: true }), 401);
  }
  partner.log.info({ accountId: account.accountId }, 'signed in');
  // One page chooses the account and signs in, so it answers both prompts.
  return finish({ select_account: {}, login: { accountId: account.accountId } });
}

async function consent(
  provider: Provider,
  { interaction, finish, startOver }: Step,
): Promise<FastifyReply> {
  // Consent before sign-in would be a grant of nobody's.
  if (interaction.prompt.name !== 'consent') return startOver();
  const grantId = await saveGrant(provider, interaction);
  return finish({ consent: { grantId } }, { isLaterStep: true });
}

function overPage(): Html {
  const body = html`<p>
    This sign-in is over or has expired. Go back to the platform and start again.
  </p>`;
  return plainPage({ title: 'Nothing to sign in to', body });
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
