import type { Section } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { slugOf, type SectionSlug } from './section-slug.ts';

/** Where the focus goes after a save: the next section that is not complete, then the credentials, else the saved one. */
export function nextSectionOf(
  { sections, missing }: Pick<Integration, 'sections' | 'missing'>,
  saved: Section,
): SectionSlug {
  const at = sections.findIndex(({ section }) => section === saved);
  const following = [...sections.slice(at + 1), ...sections.slice(0, at)];
  const next = following.find(({ state }) => state !== 'complete');
  if (next !== undefined) return slugOf(next.section);
  const needsCredential = missing.some(({ section }) => section === 'credentials');
  return needsCredential ? 'credentials' : slugOf(saved);
}
