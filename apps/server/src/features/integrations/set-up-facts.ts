import { sql } from 'kysely';
import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { sections } from '@leads/contract/integration-sections';
import type { Section, tenantAccessModes } from '@leads/contract/integration-sections';
import type { Reader } from '#platform/act/context.ts';

export interface SectionSave {
  /** 0: never saved. */
  version: number;
  savedAt: string | null;
  savedByName: string;
}

/** All that decides whether an integration is complete; cheap enough to be read for a page of the list. */
export interface SetUpFacts {
  tenantAuthorizationType: TenantAuthorizationType;
  sections: Record<Section, SectionSave>;
  hasMappedJobType: boolean;
  webhooks: { anyOn: boolean; urlPrefix: string | null };
  urls: {
    pairingUrl: string | null;
    configurationEndpoint: string | null;
    clientId: string | null;
    clientSecretStored: boolean;
    scopes: string | null;
  };
  tenantAccessMode: (typeof tenantAccessModes)[number] | null;
  hasLiveCredential: boolean;
}

/** The facts of those of the integrations that exist, in one statement, so that they fit together. */
export async function listSetUpFacts(
  db: Reader,
  integrationIds: readonly string[],
): Promise<Map<string, SetUpFacts>> {
  const rows = await db
    .selectFrom('integration as i')
    .leftJoin('integration_webhooks as w', 'w.integration_id', 'i.id')
    .leftJoin('integration_urls as u', 'u.integration_id', 'i.id')
    .leftJoin('integration_tenant_access as a', 'a.integration_id', 'i.id')
    .where('i.id', 'in', integrationIds.length === 0 ? [sql<string>`null`] : [...integrationIds])
    .select([
      'i.id',
      'i.tenant_authorization_type',
      'w.url_prefix',
      'u.pairing_url',
      'u.configuration_endpoint',
      'u.client_id',
      'u.scopes',
      'a.mode',
      sql<boolean>`u.client_secret_sealed is not null`.as('has_client_secret'),
      sql<boolean>`coalesce(w.accounts or w.profiles or w.services or w.availability or w.leads, false)`.as(
        'any_on',
      ),
      // `exists` would be planned as reading the table until something fits, which for an integration without any is
      // all of it; the order makes the index the only sensible way.
      sql<boolean>`coalesce((select true from partner_job_type where integration_id = i.id
        and standard_job_type_id is not null order by standard_job_type_id limit 1), false)`.as(
        'has_mapped',
      ),
      sql<boolean>`exists (select from partner_credential where integration_id = i.id and mode = 'live'
        and revoked_at is null and (expires_at is null or expires_at > now()))`.as(
        'has_credential',
      ),
      sql<StoredSection[]>`(select coalesce(json_agg(s), '[]') from integration_section s
        where s.integration_id = i.id)`.as('stored_sections'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.id, toFacts(row)]));
}

interface StoredSection {
  section: Section;
  version: number;
  saved_at: string | null;
  saved_by_name: string;
}

interface FactsRow {
  tenant_authorization_type: string;
  url_prefix: string | null;
  pairing_url: string | null;
  configuration_endpoint: string | null;
  client_id: string | null;
  scopes: string | null;
  mode: string | null;
  has_client_secret: boolean;
  any_on: boolean;
  has_mapped: boolean;
  has_credential: boolean;
  stored_sections: StoredSection[];
}

function toFacts(row: FactsRow): SetUpFacts {
  return {
    tenantAuthorizationType: row.tenant_authorization_type as TenantAuthorizationType,
    sections: toSections(row.stored_sections),
    hasMappedJobType: row.has_mapped,
    webhooks: { anyOn: row.any_on, urlPrefix: row.url_prefix },
    urls: {
      pairingUrl: row.pairing_url,
      configurationEndpoint: row.configuration_endpoint,
      clientId: row.client_id,
      clientSecretStored: row.has_client_secret,
      scopes: row.scopes,
    },
    tenantAccessMode: row.mode as SetUpFacts['tenantAccessMode'],
    hasLiveCredential: row.has_credential,
  };
}

function toSections(stored: readonly StoredSection[]): Record<Section, SectionSave> {
  const saveOf = (section: Section): SectionSave => {
    const found = stored.find((one) => one.section === section);
    return {
      version: found?.version ?? 0,
      savedAt: found?.saved_at ? new Date(found.saved_at).toISOString() : null,
      savedByName: found?.saved_by_name ?? '',
    };
  };
  return Object.fromEntries(sections.map((section) => [section, saveOf(section)])) as Record<
    Section,
    SectionSave
  >;
}
