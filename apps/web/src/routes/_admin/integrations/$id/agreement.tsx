import { createFileRoute } from '@tanstack/react-router';
import { AgreementPanel } from '#web/features/agreements/agreement-panel.tsx';
import { staffMay } from '#web/features/session/session-permission.ts';

export const Route = createFileRoute('/_admin/integrations/$id/agreement')({ component: Page });

function Page() {
  const { id } = Route.useParams();
  const { session } = Route.useRouteContext();
  return (
    <AgreementPanel
      key={id}
      integrationId={id}
      readOnly={!staffMay(session, 'agreement.publish')}
    />
  );
}
