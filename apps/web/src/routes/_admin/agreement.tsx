import { createFileRoute } from '@tanstack/react-router';
import { AgreementPanel } from '#web/features/agreements/agreement-panel.tsx';
import { staffMay } from '#web/features/session/session-permission.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

export const Route = createFileRoute('/_admin/agreement')({ component: Page });

function Page() {
  const { session } = Route.useRouteContext();
  return (
    <>
      <PageHeader
        title="Data agreement"
        description="What tenants accept before they connect, where an integration has no text of its own."
      />
      <AgreementPanel integrationId={null} readOnly={!staffMay(session, 'agreement.publish')} />
    </>
  );
}
