import type { Reader } from '#platform/act/context.ts';

export interface WebhookTarget {
  /** Paths are appended to it. */
  prefix: string;
  accounts: boolean;
  profiles: boolean;
  services: boolean;
  availability: boolean;
  leads: boolean;
  leadAccept: boolean;
  leadDecline: boolean;
  leadAppointments: boolean;
  leadInvoice: boolean;
  deleted: boolean;
}

/** Where an integration's webhooks go and which are on; undefined when it has no address to send to. */
export async function findWebhookTarget(
  db: Reader,
  integrationId: string,
): Promise<WebhookTarget | undefined> {
  const row = await db
    .selectFrom('integration')
    .innerJoin('integration_webhooks as webhooks', 'webhooks.integration_id', 'integration.id')
    .leftJoin('integration_urls as urls', 'urls.integration_id', 'integration.id')
    .select([
      'webhooks.url_prefix as urlPrefix',
      'webhooks.accounts',
      'webhooks.profiles',
      'webhooks.services',
      'webhooks.availability',
      'webhooks.leads',
      'webhooks.lead_accept as leadAccept',
      'webhooks.lead_decline as leadDecline',
      'webhooks.lead_appointments as leadAppointments',
      'webhooks.lead_invoice as leadInvoice',
      'integration.tenant_authorization_type as type',
      'integration.deleted_at as deletedAt',
      'urls.pairing_url as pairingUrl',
    ])
    .where('integration.id', '=', integrationId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { urlPrefix, pairingUrl, type, deletedAt, ...flags } = row;
  // ST Pairing without a WebHook URL sends to the Partner Pairing URL.
  const prefix = urlPrefix ?? (type === 'st_pairing' ? pairingUrl : null);
  if (prefix === null) return undefined;
  return { ...flags, prefix: withoutFinalSlash(prefix), deleted: deletedAt !== null };
}

function withoutFinalSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
