import { sections, sectionText, type Section } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { Skeleton, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { focusSectionAction, SectionCard } from '#web/ui/form/section-card.tsx';
import { CredentialsCard } from '../credentials/credentials-card.tsx';
import { ExtraDetailsForm } from '../extra-details/extra-details-form.tsx';
import { GeneralForm } from '../general/general-form.tsx';
import { integrationKeys } from '../queries.ts';
import { TenantAccessForm } from '../tenant-access/tenant-access-form.tsx';
import { UrlsForm } from '../urls/urls-form.tsx';
import { WebhooksForm } from '../webhooks/webhooks-form.tsx';
import { nextSectionOf } from './next-section.ts';
import { OpenSection, sectionOf, type SectionFormInput } from './open-section.tsx';
import { sectionLink, slugOf, type SectionSlug } from './section-slug.ts';

// The only section with a file upload and a long list: it comes when it is opened.
const JobTypesSection = lazy(async () => {
  const { JobTypesSection: component } = await import('../../job-types/job-types-section.tsx');
  return { default: component };
});

export interface SetUpCardsProps {
  integration: Integration;
  /** The open section, as the address says. */
  open: SectionSlug | undefined;
  readOnly: boolean;
}

/** The six sections in the article's order, and the partner's credentials. */
export function SetUpCards({ integration, open, readOnly }: SetUpCardsProps) {
  const { id } = integration;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const fold = () =>
    navigate({ to: '/integrations/$id', params: { id }, search: {}, resetScroll: false });
  const moveOn = async (section: Section): Promise<void> => {
    await fold();
    const saved = queryClient.getQueryData<Integration>(integrationKeys.one(id)) ?? integration;
    focusSectionAction(nextSectionOf(saved, section));
  };
  const cancel = async (slug: SectionSlug): Promise<void> => {
    await fold();
    focusSectionAction(slug);
  };
  return (
    <Stack gap="sm">
      {sections.map((section) => {
        const slug = slugOf(section);
        return (
          <OneSection
            key={section}
            integration={integration}
            section={section}
            isOpen={open === slug}
            readOnly={readOnly}
            onSaved={() => void moveOn(section)}
            onCancel={() => void cancel(slug)}
          />
        );
      })}
      <CredentialsCard
        integration={integration}
        open={open === 'credentials'}
        onClose={() => void cancel('credentials')}
        readOnly={readOnly}
      />
    </Stack>
  );
}

interface OneSectionProps {
  integration: Integration;
  section: Section;
  isOpen: boolean;
  readOnly: boolean;
  onSaved: () => void;
  onCancel: () => void;
}

function OneSection({
  integration,
  section,
  isOpen,
  readOnly,
  onSaved,
  onCancel,
}: OneSectionProps) {
  const state = sectionOf(integration, section);
  const slug = slugOf(section);
  return (
    <SectionCard
      id={slug}
      title={sectionText[section].title}
      help={sectionText[section].help}
      state={state?.state ?? 'not_set_up'}
      stateReason={state?.reason ?? undefined}
      warning={state?.state === 'complete' ? (state.warning ?? undefined) : undefined}
      summary={state?.summary}
      open={isOpen}
      openLink={sectionLink(integration.id, slug)}
      verb={readOnly ? 'View' : undefined}
    >
      <OpenSection
        integration={integration}
        section={section}
        readOnly={readOnly}
        onSaved={onSaved}
        onCancel={onCancel}
      >
        {(input) => formOf(section, { input, newest: integration })}
      </OpenSection>
    </SectionCard>
  );
}

function formOf(
  section: Section,
  { input, newest }: { input: SectionFormInput; newest: Integration },
): ReactNode {
  switch (section) {
    case 'general':
      return <GeneralForm {...input} id={newest.id} />;
    case 'job_types':
      return (
        <Suspense fallback={<Skeleton height={220} />}>
          <JobTypesSection {...input} />
        </Suspense>
      );
    case 'extra_details':
      return <ExtraDetailsForm {...input} />;
    case 'webhooks':
      return <WebhooksForm {...input} newest={newest} />;
    case 'urls':
      return <UrlsForm {...input} />;
    case 'tenant_access':
      return <TenantAccessForm {...input} />;
  }
}
