import type { TenantIntegration } from '@leads/contract/tenant-integrations';
import { Alert } from '@mantine/core';
import { IconLock, IconPlayerPause } from '@tabler/icons-react';
import { linkOptions } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { AskWhom } from './ask-whom.tsx';
import { AgreementStep } from './connect/agreement-step.tsx';
import { AuthorizeStep } from './connect/authorize-step.tsx';
import { findStep, type ConnectStep } from './connect/connect-step.ts';
import { JobTypesStep } from './connect/job-types-step.tsx';
import { ReviewStep } from './review/review-step.tsx';
import { StepList } from './connect/step-list.tsx';
import type { StepProps } from './connect/step-props.ts';
import { listConnected } from './connections.ts';
import { describeIntegration } from './integration-words.ts';
import { ManageView } from './manage/manage-view.tsx';

export interface IntegrationPageProps extends StepProps {
  tenantName: string;
  /** What the address asks for. */
  wanted: ConnectStep | undefined;
}

/** One partner: connecting to it step by step, then what one has with it. */
export function IntegrationPage({ wanted, tenantName, ...props }: IntegrationPageProps) {
  const { integration, onStep } = props;
  useGoOnWhenConnected(integration, () => onStep('job-types'));
  const step = findStep(integration, wanted);
  return (
    <>
      <IntegrationHeader {...props} />
      <Reasons {...props} tenantName={tenantName} />
      {step === undefined ? (
        <ManageView {...props} />
      ) : (
        <>
          <StepList current={step} />
          <Step {...props} step={step} />
        </>
      )}
    </>
  );
}

function Step({ step, ...props }: StepProps & { step: ConnectStep }) {
  switch (step) {
    case 'agreement':
      return <AgreementStep {...props} />;
    case 'authorize':
      return <AuthorizeStep {...props} />;
    case 'job-types':
      return <JobTypesStep {...props} />;
    case 'review':
      return <ReviewStep {...props} />;
  }
}

/** The partner's answer arrives while one looks: the next step opens by itself. */
function useGoOnWhenConnected(integration: TenantIntegration, goOn: () => void): void {
  const accounts = listConnected(integration).length;
  const before = useRef(accounts);
  useEffect(() => {
    if (accounts > before.current) {
      toast(`Connected to ${integration.name}`);
      goOn();
    }
    before.current = accounts;
  });
}

function IntegrationHeader({ tenantId, integration }: StepProps) {
  const { tone, label } = describeIntegration(integration);
  const { name, logoUrl, description } = integration;
  return (
    <PageHeader
      title={name}
      logo={<InitialsLogo name={name} url={logoUrl} size={40} />}
      state={<StatePill tone={tone}>{label}</StatePill>}
      description={description}
      breadcrumbs={[
        {
          label: 'Integrations',
          link: linkOptions({ to: '/tenant/$tenantId/integrations', params: { tenantId } }),
        },
      ]}
    />
  );
}

/** Why something cannot be done here now. */
function Reasons({
  tenantId,
  integration,
  mayConnect,
  tenantName,
}: StepProps & Pick<IntegrationPageProps, 'tenantName'>) {
  return (
    <>
      {integration.paused && (
        <Alert
          color="gray"
          mb="lg"
          icon={<IconPlayerPause size={18} />}
          title={`${integration.name} is paused`}
        >
          No new leads come in, and nothing new can be connected. You can go on with the leads that
          are here, and disconnect.
        </Alert>
      )}
      {!mayConnect && (
        <Alert color="gray" mb="lg" icon={<IconLock size={18} />} title="You can look, not change">
          Only an owner or administrator of {tenantName} connects partners and maps job types.{' '}
          <AskWhom tenantId={tenantId} />
        </Alert>
      )}
    </>
  );
}
