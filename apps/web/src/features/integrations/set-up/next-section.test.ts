import { sections, type Section, type SectionState } from '@leads/contract/integration-sections';
import { expect, it } from 'vitest';
import { nextSectionOf } from './next-section.ts';

const withComplete = (complete: readonly Section[]): { sections: SectionState[] } => ({
  sections: sections.map((section) => ({
    section,
    state: complete.includes(section) ? 'complete' : 'not_set_up',
    reason: null,
    warning: null,
    summary: '',
    version: 0,
    savedAt: null,
    savedByName: '',
  })),
});

it('goes on to the next section that is not complete', () => {
  const integration = { ...withComplete(['general', 'job_types']), missing: [] };
  expect(nextSectionOf(integration, 'general')).toBe('extra-details');
});

it('goes back to one that was passed over', () => {
  const integration = { ...withComplete(sections.filter((one) => one !== 'urls')), missing: [] };
  expect(nextSectionOf(integration, 'tenant_access')).toBe('urls');
});

it('ends at the credentials while they are missing, and stays when nothing is', () => {
  const missing = [{ section: 'credentials' as const, message: '' }];
  expect(nextSectionOf({ ...withComplete(sections), missing }, 'urls')).toBe('credentials');
  expect(nextSectionOf({ ...withComplete(sections), missing: [] }, 'urls')).toBe('urls');
});
