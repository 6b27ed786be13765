import { Accordion, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { AgreementText } from '../connect/agreement-text.tsx';
import { acceptedAgreementsQuery } from '../queries.ts';

/** Every version that was accepted for the company, with its text as it was then; the last one is open. */
export function AcceptedVersions(props: { tenantId: string; integrationId: string }) {
  const query = useQuery(acceptedAgreementsQuery(props.tenantId, props.integrationId));
  const { data, error } = query;
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void query.refetch()} />;
    return <Skeleton h={240} aria-busy />;
  }
  const { accepted } = data;
  if (accepted.length === 0) return <Text>Nobody accepted a version yet.</Text>;
  return (
    <Accordion defaultValue={accepted[0]?.id ?? null} transitionDuration={0} order={3}>
      {accepted.map((one) => (
        <Accordion.Item key={one.id} value={one.id}>
          <Accordion.Control>
            <Text fw={550}>
              {one.title}, version {one.version}
            </Text>
            <Text c="dimmed" size="xs">
              Accepted by {one.userName} <RelativeTime at={one.acceptedAt} />
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <AgreementText agreement={one} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
