import type { Agreement } from '@leads/contract/tenant-integrations';
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

/** Who accepted which version, and when. */
export function AcceptedBy({ agreement }: { agreement: Agreement }) {
  if (agreement.acceptance === null) return <>Version {agreement.version}, not accepted yet</>;
  const { userName, acceptedAt } = agreement.acceptance;
  return (
    <>
      Version {agreement.version}, accepted by {userName} <RelativeTime at={acceptedAt} />
    </>
  );
}
