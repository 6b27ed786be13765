import type { ReplyOf } from '@leads/contract/endpoint';
import type * as api from '@leads/contract/hand-over';
import type { PartnerAuthorizationType } from '@leads/contract/integration-general';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Reader, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { handOverPurpose } from './hand-over-link.ts';

/**
 * What waits behind a link, without the secret. Uses nothing up.
 * @throws Problem `not_found` for a token that is not known, `link_ended` once it was opened, expired or withdrawn
 */
export async function readHandOver(
  ctx: Context,
  { token }: { token: string },
): Promise<ReplyOf<typeof api.readHandOver>> {
  return toFacts(requireOpen(await findLink(ctx.db, token), ctx.clock.now()));
}

/**
 * Shows the secret behind a link and destroys what was sealed. Of two that open at once, one gets it.
 * @throws Problem `not_found`, `link_ended` as `readHandOver` does
 */
export async function openHandOver(
  ctx: Context,
  { token }: { token: string },
): Promise<ReplyOf<typeof api.openHandOver>> {
  return change(ctx, 'credential.open_hand_over', async (tx) => {
    const now = ctx.clock.now();
    await lockLink(tx, token);
    const link = requireOpen(await findLink(tx, token), now);
    const secret = ctx.sealer.open(link.sealed, handOverPurpose(link.id));
    await tx
      .updateTable('credential_hand_over')
      .set({ opened_at: now, secret_sealed: null })
      .where('id', '=', link.id)
      .execute();
    const { integrationId } = link;
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    const base = ctx.config.PUBLIC_URL;
    return {
      value: {
        ...toFacts(link),
        clientId: link.clientId,
        secret,
        credentialExpiresAt: link.credentialExpiresAt?.toISOString() ?? null,
        tokenUrl: link.kind === 'oauth2_client_credentials' ? `${base}/connect/token` : null,
        apiUrl: `${base}/api/integrations`,
        docsUrl: `${base}/docs`,
      },
      audit: {
        subject: { kind: 'credential', id: link.credentialId },
        integrationId,
        before: { clientId: link.clientId, linkOpenedAt: null },
        after: { clientId: link.clientId, linkOpenedAt: now.toISOString() },
      },
    };
  });
}

/** Two who open at once follow each other. */
async function lockLink(tx: Tx, token: string): Promise<void> {
  await tx
    .selectFrom('credential_hand_over')
    .select('id')
    .where('token_hash', '=', hashToken(token))
    .forUpdate()
    .execute();
}

async function findLink(db: Reader, token: string) {
  return db
    .selectFrom('credential_hand_over as h')
    .innerJoin('partner_credential as c', 'c.id', 'h.credential_id')
    .innerJoin('integration as i', 'i.id', 'c.integration_id')
    .select([
      'h.id',
      'h.secret_sealed as sealed',
      'h.opened_at as openedAt',
      'h.expires_at as expiresAt',
      'h.created_by_name as sentByName',
      'c.id as credentialId',
      'c.kind',
      'c.mode',
      'c.client_id as clientId',
      'c.expires_at as credentialExpiresAt',
      'c.revoked_at as revokedAt',
      'i.id as integrationId',
      'i.name as partnerName',
    ])
    .where('h.token_hash', '=', hashToken(token))
    .executeTakeFirst();
}

type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** Who holds a real token may know why it no longer works, and whom to ask; made-up ones learn nothing. */
function requireOpen(link: Link | undefined, now: Date): Link & { sealed: string } {
  if (link === undefined) {
    throw new Problem('not_found', {
      detail:
        'This link is not known here. Open the whole link that you were sent, up to its last character.',
    });
  }
  const { sealed } = link;
  const why = whyEnded(link, now);
  if (why === undefined && sealed !== null) return { ...link, sealed };
  throw new Problem('link_ended', {
    detail: `${why ?? 'What was behind this link is gone.'} Ask ${link.sentByName || 'the person who sent it'} for a new one.`,
  });
}

function whyEnded(link: Link, now: Date): string | undefined {
  const { openedAt, revokedAt, credentialExpiresAt, expiresAt } = link;
  if (openedAt !== null) {
    return 'This link was opened already, and shows its secret only once. If that was not you, say so: the secret may be in other hands.';
  }
  if (revokedAt !== null || (credentialExpiresAt !== null && credentialExpiresAt <= now)) {
    return 'The credential behind this link was withdrawn.';
  }
  return expiresAt <= now ? 'This link has expired: it worked for 24 hours.' : undefined;
}

function toFacts(link: Link): ReplyOf<typeof api.readHandOver> {
  return {
    partnerName: link.partnerName,
    kind: link.kind as PartnerAuthorizationType,
    mode: link.mode as 'live' | 'sandbox',
    sentByName: link.sentByName,
    expiresAt: link.expiresAt.toISOString(),
  };
}
