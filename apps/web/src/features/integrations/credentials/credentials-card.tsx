import type { NewCredential } from '@leads/contract/credentials';
import type { Integration } from '@leads/contract/integrations';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SectionCard } from '#web/ui/form/section-card.tsx';
import { SecretPanel, type SecretPanelProps } from '#web/ui/form/secret-panel.tsx';
import { integrationKeys } from '../queries.ts';
import { sectionLink } from '../set-up/section-slug.ts';
import { CreateCredentialDialog } from './create-credential-dialog.tsx';
import { CredentialTable } from './credential-table.tsx';
import { isUsable, warnOfEnd } from './credential-state.ts';
import { toSecretValues } from './secret-values.ts';

export interface CredentialsCardProps {
  integration: Integration;
  /** Where the card is opened and folded by the address. */
  open: boolean;
  onClose: () => void;
  readOnly: boolean;
}

/** Partner credentials: what the partner signs in with when it sends leads. Acts work at once. */
export function CredentialsCard({ integration, open, onClose, readOnly }: CredentialsCardProps) {
  const { id, credentials } = integration;
  const usable = credentials.filter((credential) => isUsable(credential));
  const live = usable.filter(({ mode }) => mode === 'live').length;
  const sandbox = usable.length - live;
  return (
    <SectionCard
      id="credentials"
      title="Partner credentials"
      help="What the partner signs in with when it sends leads. A secret is shown once, or handed over by a link that opens once; it is stored as a hash."
      state={live > 0 ? 'complete' : credentials.length > 0 ? 'incomplete' : 'not_set_up'}
      stateReason={live === 0 && credentials.length > 0 ? 'No live credential works' : undefined}
      warning={warnOfEnd(credentials) ?? undefined}
      summary={`${live} live · ${sandbox} sandbox`}
      open={open}
      openLink={sectionLink(id, 'credentials')}
      verb={readOnly ? 'View' : undefined}
    >
      <OpenCredentials integration={integration} onClose={onClose} readOnly={readOnly} />
    </SectionCard>
  );
}

const helpOf = ({ handOver }: NewCredential): string | undefined =>
  handOver === null
    ? undefined
    : 'Send the link to the partner. It shows the secret once, within 24 hours, to whoever presses its button; looking at the link uses nothing up. It is not shown here again.';

function OpenCredentials({
  integration,
  onClose,
  readOnly,
}: Pick<CredentialsCardProps, 'integration' | 'onClose' | 'readOnly'>) {
  const queryClient = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<Pick<SecretPanelProps, 'title' | 'values' | 'help'>>();
  const show = (title: string, made: NewCredential): void => {
    setShown({ title, values: toSecretValues(made), help: helpOf(made) });
    void refresh();
  };
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: integrationKeys.one(integration.id) });
  return (
    <Stack gap="md">
      {shown !== undefined && (
        <SecretPanel key={shown.values[0]?.value} {...shown} onDone={() => setShown(undefined)} />
      )}
      {integration.credentials.length === 0 ? (
        <Text>No credentials yet. A live one is needed before the integration can be active.</Text>
      ) : (
        <CredentialTable
          integration={integration}
          readOnly={readOnly}
          onRotated={(made) => show('Credential rotated', made)}
          onRevoked={() => void refresh()}
        />
      )}
      <Group gap="sm">
        {!readOnly && (
          <Button leftSection={<IconPlus size={18} />} onClick={() => setCreating(true)}>
            Create credential
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
      <CreateCredentialDialog
        integration={integration}
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={(made) =>
          show(
            made.credential.mode === 'live'
              ? 'Live credential created'
              : 'Sandbox credential created',
            made,
          )
        }
      />
    </Stack>
  );
}
