import type { AuditRow } from '@leads/contract/audit';
import { actionGroups, actionsOf, toActionWords } from '@leads/contract/audit-words';
import { linkOptions } from '@tanstack/react-router';
import type { PageLink } from '#web/ui/page/link.tsx';

export const actorKindWords: Record<AuditRow['actorKind'], string> = {
  staff: 'Staff',
  tenant: 'Tenant user',
  partner: 'Partner system',
  platform: 'Host platform',
  system: 'Automatic',
};

const subjectKindWords: Record<string, string> = {
  integration: 'Integration',
  credential: 'Credential',
  signing_key: 'Signing key',
  user: 'User',
  connection: 'Connection',
  agreement: 'Data agreement',
  tenant_mapping: 'Job type mapping',
  lead: 'Lead',
  delivery: 'Webhook message',
  api_key: 'API key',
  standard_job_type: 'Standard job type',
};

/** "signing_key" → "Signing key". */
export function toKindWords(kind: string): string {
  const known = subjectKindWords[kind];
  if (known !== undefined) return known;
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Every act under its group, for the filter; a group itself stands for all of its acts. */
export const actionOptions = actionGroups.map((group) => ({
  group: toKindWords(group),
  items: [
    { value: group, label: `${toKindWords(group)}: everything` },
    ...actionsOf(group).map((action) => ({
      value: action as string,
      label: capital(toActionWords(action)),
    })),
  ],
}));

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const sectionOfAction: Record<string, string> = {
  'integration.save_general': 'general',
  'integration.save_job_type_mapping': 'job-types',
  'integration.import_job_types': 'job-types',
  'integration.save_extra_details': 'extra-details',
  'integration.save_webhooks': 'webhooks',
  'integration.save_urls': 'urls',
  'integration.save_tenant_access': 'tenant-access',
};

/** Where what was changed is to be found now; none where it has no page, or is gone. */
export function toSubjectLink({ action, subject, integration }: AuditRow): PageLink | undefined {
  if (subject.kind === 'delivery') {
    return linkOptions({ to: '/deliveries/$id', params: { id: subject.id } });
  }
  if (integration === null || integration.deleted) return undefined;
  const section = sectionOfAction[action] ?? sectionOfKind[subject.kind];
  return linkOptions({
    to: '/integrations/$id',
    params: { id: integration.id },
    search: { section: section as never },
  });
}

const sectionOfKind: Record<string, string> = { credential: 'general', signing_key: 'webhooks' };

/** "Morgan Manager saved Webhooks". Sign-ins are written by the sign-in itself, but it was the user who did them. */
export function toSentence({ action, actorKind, actorName, subject }: AuditRow): string {
  const isBySignIn = actorKind === 'system' && action.startsWith('session.');
  return `${(isBySignIn ? subject.name : null) ?? capital(actorName)} ${toActionWords(action)}`;
}

/** What it was done to, in words: the integration, the tenant, else the thing itself. */
export function toSubjectWords({ subject, integration, tenant }: AuditRow): string {
  const name = subject.name ?? integration?.name ?? tenant?.name;
  return name ?? `${toKindWords(subject.kind)} ${subject.id}`;
}
