import type { Agreement } from '@leads/contract/tenant-agreement';
import { Stack, Text } from '@mantine/core';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';

/** The agreement's paragraphs. */
export function AgreementText({ agreement }: { agreement: Pick<Agreement, 'body'> }) {
  return (
    <Stack gap="sm" maw="45rem">
      {agreement.body
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph, index) => (
          <Text key={index} style={{ whiteSpace: 'pre-line' }}>
            {paragraph.trim()}
          </Text>
        ))}
    </Stack>
  );
}

/** Who accepted which version, and when; before a newer one is accepted, who accepted the one that holds until then. */
export function AcceptedBy({ agreement }: { agreement: Agreement }) {
  const { version, acceptance, acceptedBefore } = agreement;
  if (acceptance !== null) return <Accepted version={version} {...acceptance} />;
  if (acceptedBefore === null) return <>Version {version}, not accepted yet</>;
  return (
    <>
      <Accepted {...acceptedBefore} />. Version {version} is not accepted yet.
    </>
  );
}

function Accepted(props: { version: number; userName: string; acceptedAt: string }) {
  const { version, userName, acceptedAt } = props;
  return (
    <>
      Version {version}, accepted by {userName} <RelativeTime at={acceptedAt} />
    </>
  );
}
