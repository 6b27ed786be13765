import { sections, sectionText, type Section } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { linkOptions, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { CallProblem } from '#web/api/call-problem.ts';
import { focusSectionAction, SectionCard } from '#web/ui/form/section-card.tsx';
import { ButtonLink } from '#web/ui/page/link.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { GeneralForm } from '../general/general-form.tsx';
import { keepIntegration } from '../queries.ts';
import { integrationsCrumb } from '../page/integration-header.tsx';
import { slugOf } from './section-slug.ts';

const locked = 'Opens once General Information is saved.';

/** The form of a new integration: General Information first, the others open once it is saved. */
export function NewIntegrationPage({ id }: { id: string }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const created = useRef<Integration | undefined>(undefined);
  const moveOn = async (): Promise<void> => {
    if (created.current !== undefined) keepIntegration(queryClient, created.current);
    await navigate({ to: '/integrations/$id', params: { id }, replace: true });
    focusSectionAction(slugOf('job_types'));
  };
  const openExisting = (problem: CallProblem) =>
    problem.code === 'changed_meanwhile' && (
      <ButtonLink to="/integrations/$id" params={{ id }} variant="default" size="xs" mt="xs">
        Open what is there
      </ButtonLink>
    );
  const card = (section: Section) => ({
    id: slugOf(section),
    title: sectionText[section].title,
    help: sectionText[section].help,
    state: 'not_set_up' as const,
    openLink: linkOptions({ to: '/integrations/$id/new', params: { id } }),
  });
  return (
    <>
      <PageHeader title="New Integration" breadcrumbs={[integrationsCrumb]} />
      <Stack gap="sm">
        <SectionCard {...card('general')} open>
          <GeneralForm
            id={id}
            integration={undefined}
            version={undefined}
            readOnly={false}
            save={async (send) => {
              created.current = await send();
              return created.current;
            }}
            onSaved={() => void moveOn()}
            onCancel={() => void navigate({ to: '/integrations' })}
            refusalAction={openExisting}
            versions={undefined}
          />
        </SectionCard>
        {sections
          .filter((section) => section !== 'general')
          .map((section) => (
            <SectionCard key={section} {...card(section)} open={false} locked={locked}>
              {null}
            </SectionCard>
          ))}
      </Stack>
    </>
  );
}
