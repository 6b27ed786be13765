import { acceptAgreement } from '@leads/contract/tenant-agreement';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { agreementQuery, tenantIntegrationKeys } from '../queries.ts';

export interface AcceptInput {
  tenantId: string;
  integrationId: string;
  agreementId: string;
  onAccepted: () => void;
}

/** Accepts the version that was read; a newer one is shown instead where there is one by now. */
export function useAcceptAgreement(input: AcceptInput) {
  const { tenantId, integrationId, agreementId, onAccepted } = input;
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      call(acceptAgreement, { params: { tenantId, integrationId }, body: { agreementId } }),
    onSuccess: async (accepted) => {
      queryClient.setQueryData(agreementQuery(tenantId, integrationId).queryKey, accepted);
      onAccepted();
      await queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) });
    },
    // A newer version is shown at once: what is accepted must be what was read.
    onError: () =>
      queryClient.invalidateQueries({
        queryKey: tenantIntegrationKeys.agreement(tenantId, integrationId),
      }),
  });
}
