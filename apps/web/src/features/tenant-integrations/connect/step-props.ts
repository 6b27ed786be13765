import type { TenantIntegration } from '@leads/contract/tenant-integrations';
import type { ConnectStep } from './connect-step.ts';

/** What every step of connecting gets. */
export interface StepProps {
  tenantId: string;
  integration: TenantIntegration;
  /** Owners and administrators; others look. */
  mayConnect: boolean;
  /** Goes to a step; without one, to what there is to manage. */
  onStep: (step?: ConnectStep) => void;
}
