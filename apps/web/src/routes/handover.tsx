import { Alert } from '@mantine/core';
import { createFileRoute, useLocation } from '@tanstack/react-router';
import { HandOverPanel } from '#web/features/hand-over/hand-over-panel.tsx';
import { EntryPage } from '#web/shell/entry-page.tsx';

export const Route = createFileRoute('/handover')({ component: HandOverPage });

function HandOverPage() {
  const token = useLocation({ select: ({ hash }) => hash });
  return (
    <EntryPage title="Partner credential">
      {token === '' ? (
        <Alert color="red" title="The link is not complete" role="alert">
          Open the whole link that you were sent, up to its last character.
        </Alert>
      ) : (
        <HandOverPanel token={token} />
      )}
    </EntryPage>
  );
}
