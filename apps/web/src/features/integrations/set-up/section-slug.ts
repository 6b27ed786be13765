import { sections, sectionText, type Section } from '@leads/contract/integration-sections';
import type { MissingPart } from '@leads/contract/integrations';
import { linkOptions } from '@tanstack/react-router';

/** The values of `?section=`: the six sections in the order of the screen, and the partner's credentials. */
export const sectionSlugs = [
  'general',
  'job-types',
  'extra-details',
  'webhooks',
  'urls',
  'tenant-access',
  'credentials',
] as const;
export type SectionSlug = (typeof sectionSlugs)[number];

const slugBySection: Record<Section, SectionSlug> = {
  general: 'general',
  job_types: 'job-types',
  extra_details: 'extra-details',
  webhooks: 'webhooks',
  urls: 'urls',
  tenant_access: 'tenant-access',
};

export function slugOf(part: MissingPart['section']): SectionSlug {
  return part === 'credentials' ? part : slugBySection[part];
}

export function titleOf(part: MissingPart['section']): string {
  return part === 'credentials' ? 'Partner credentials' : sectionText[part].title;
}

/** The title of a section by its value of `?section=`. */
export function titleOfSlug(slug: SectionSlug): string {
  const section = sections.find((one) => slugBySection[one] === slug);
  return titleOf(section ?? 'credentials');
}

/** The address of one open section. */
export function sectionLink(id: string, section: SectionSlug) {
  return linkOptions({ to: '/integrations/$id', params: { id }, search: { section } });
}
