import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { createFileRoute, useLocation } from '@tanstack/react-router';
import { HandOverPanel } from '#web/features/hand-over/hand-over-panel.tsx';
import { EntryPage } from '#web/shell/entry-page.tsx';

export const Route = createFileRoute('/handover')({ component: HandOverPage });

function HandOverPage() {
  const token = useLocation({ select: ({ hash }) => hash });
  return (
    <EntryPage title="Partner credential">
      {token === '' ? (
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title="The link is not complete"
        >
          Open the whole link that you were sent, up to its last character.
        </Alert>
      ) : (
        <HandOverPanel token={token} />
      )}
    </EntryPage>
  );
}
