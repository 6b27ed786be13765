import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { TenantMappingLoader } from '../../tenant-mapping/tenant-mapping-loader.tsx';
import type { StepProps } from './step-props.ts';

/** Step 3: what this partner uses, unmapped first; one mapping serves all partners. */
export function JobTypesStep({ tenantId, integration, mayConnect, onStep }: StepProps) {
  const goOn = (): void => onStep('review');
  return (
    <Paper component="section" withBorder p="lg" aria-label="Job types and business units">
      <Stack gap="md">
        <div>
          <Title order={2}>Job types and business units</Title>
          <Text c="dimmed" maw="45rem">
            For what {integration.name} offers, choose which of your job types it is and which
            business units do it. The choice serves all your partners. Where exactly one of each is
            chosen, leads come in with both filled in.
          </Text>
        </div>
        <TenantMappingLoader
          tenantId={tenantId}
          integrationId={integration.id}
          readOnly={!mayConnect}
          saveLabel="Save and continue"
          onSaved={goOn}
          whenUnchanged={
            <Group gap="sm">
              <Button onClick={goOn}>Continue</Button>
              <Text c="dimmed">You can finish this later under Job type mapping.</Text>
            </Group>
          }
        />
      </Stack>
    </Paper>
  );
}
