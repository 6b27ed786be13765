import { Alert, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Integration } from '@leads/contract/integrations';
import { integrationQuery } from '../queries.ts';
import { MissingParts } from '../status/missing-parts.tsx';
import type { SectionSlug } from './section-slug.ts';
import { SetUpCards } from './set-up-cards.tsx';

export interface SetUpPageProps {
  id: string;
  open: SectionSlug | undefined;
  readOnly: boolean;
}

/** The tab Set-up: what is left to do, and the six sections. */
export function SetUpPage({ id, open, readOnly }: SetUpPageProps) {
  const { data } = useQuery(integrationQuery(id));
  // The layout around the tabs shows this page only once the integration is there.
  if (data === undefined) return null;
  return (
    <>
      <NotActiveYet integration={data} />
      <SetUpCards integration={data} open={open} readOnly={readOnly} />
    </>
  );
}

/** All six are done, and yet it cannot be active: says what is left, which no card of the six does. */
function NotActiveYet({ integration }: { integration: Integration }) {
  const { id, status, missing } = integration;
  if (status === 'active') return null;
  if (missing.length === 0) {
    return (
      <Alert variant="light" color="green" icon={<IconListCheck size={18} />} mb="md">
        <Text>Everything is set up. Turn the Status on to let tenants connect.</Text>
      </Alert>
    );
  }
  if (missing.some(({ section }) => section !== 'credentials')) return null;
  return (
    <Alert variant="light" color="yellow" icon={<IconListCheck size={18} />} mb="md">
      <MissingParts integrationId={id} missing={missing} />
    </Alert>
  );
}
