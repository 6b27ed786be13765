import { partnerAuthorizationLabels } from '@leads/contract/integration-general';
import {
  revokeCredential,
  rotateCredential,
  type NewCredential,
} from '@leads/contract/credentials';
import type { Integration, PartnerCredential } from '@leads/contract/integrations';
import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toExactTime, toShortTime } from '#web/ui/show/time-words.ts';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import {
  credentialStateOf,
  credentialStateWords,
  hasPassed,
  isUsable,
} from './credential-state.ts';
import { HandOverChoice } from './hand-over-choice.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

export interface CredentialTableProps {
  integration: Integration;
  readOnly: boolean;
  onRotated: (made: NewCredential) => void;
  onRevoked: () => void;
}

const columns: readonly Column<PartnerCredential>[] = [
  {
    key: 'client',
    header: 'Client ID',
    twoLines: true,
    cell: (row) => (
      <>
        <Code>{row.clientId}</Code>
        <Text c="dimmed" size="xs" mt={2}>
          {partnerAuthorizationLabels[row.kind]} · secret ends in …{row.secretEnd}
          <HandOverWords credential={row} />
        </Text>
      </>
    ),
  },
  { key: 'mode', header: 'Mode', cell: (row) => (row.mode === 'live' ? 'Live' : 'Sandbox') },
  { key: 'state', header: 'State', twoLines: true, cell: (row) => <State credential={row} /> },
  {
    key: 'created',
    header: 'Created',
    wideOnly: true,
    twoLines: true,
    cell: (row) => (
      <>
        <RelativeTime at={row.createdAt} />
        <Text c="dimmed" size="xs" style={{ whiteSpace: 'nowrap' }}>
          by {row.createdByName}
        </Text>
      </>
    ),
  },
  { key: 'used', header: 'Last used', cell: (row) => <RelativeTime at={row.lastUsedAt} /> },
];

function State({ credential }: { credential: PartnerCredential }) {
  const { tone, label } = credentialStateWords[credentialStateOf(credential)];
  const { expiresAt } = credential;
  return (
    <>
      <StatePill tone={tone}>{label}</StatePill>
      {isUsable(credential) && expiresAt !== null && (
        <Text c="dimmed" size="xs">
          {' until '}
          <time dateTime={expiresAt} title={toExactTime(new Date(expiresAt))}>
            {toShortTime(new Date(expiresAt))}
          </time>
        </Text>
      )}
    </>
  );
}

/** What became of the link by which the partner gets the secret. */
function HandOverWords({ credential: { handOver, revokedAt } }: { credential: PartnerCredential }) {
  if (handOver === null) return null;
  const { openedAt, expiresAt } = handOver;
  if (openedAt !== null) {
    return (
      <>
        {' · link opened '}
        <RelativeTime at={openedAt} />
      </>
    );
  }
  if (revokedAt !== null) return null;
  return hasPassed(expiresAt) ? (
    <> · link ended unopened</>
  ) : (
    <>
      {' · link not opened yet, ends '}
      <RelativeTime at={expiresAt} />
    </>
  );
}

interface Asking {
  act: 'rotate' | 'revoke';
  credential: PartnerCredential;
}

/** Only what works can be rotated or revoked. */
function toActions(credential: PartnerCredential, ask: (asking: Asking) => void) {
  if (!isUsable(credential)) return null;
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button
        variant="default"
        size="xs"
        aria-label={`Rotate ${credential.clientId}`}
        onClick={() => ask({ act: 'rotate', credential })}
      >
        Rotate
      </Button>
      <Button
        variant="subtle"
        color="red"
        size="xs"
        aria-label={`Revoke ${credential.clientId}`}
        onClick={() => ask({ act: 'revoke', credential })}
      >
        Revoke
      </Button>
    </Group>
  );
}

/** All credentials, those of earlier kinds and revoked ones too, with what can be done to those that work. */
export function CredentialTable(props: CredentialTableProps) {
  const { integration, readOnly, onRotated, onRevoked } = props;
  const [asking, setAsking] = useState<Asking>();
  const [byLink, setByLink] = useState(false);
  const actions: Column<PartnerCredential> = {
    key: 'actions',
    header: 'Actions',
    actions: true,
    cell: (credential) => toActions(credential, setAsking),
  };
  const close = (): void => setAsking(undefined);
  const params = { id: integration.id, credentialId: asking?.credential.id ?? '' };
  return (
    <>
      <DataTable
        caption="Partner credentials"
        columns={readOnly ? columns : [...columns, actions]}
        rows={integration.credentials}
        rowKey={(row) => row.id}
      />
      <RotateDialog
        opened={asking?.act === 'rotate'}
        onClose={close}
        title="Rotate the credential?"
        verb="Rotate credential"
        onConfirm={async (overlapHours) =>
          onRotated(
            await call(rotateCredential, { params, body: { overlapHours, handOver: byLink } }),
          )
        }
      >
        <Stack gap="md">
          <Text>A new one of the same mode is made. The old one works until the overlap ends.</Text>
          <HandOverChoice value={byLink} onChange={setByLink} />
        </Stack>
      </RotateDialog>
      <Confirm
        opened={asking?.act === 'revoke'}
        onClose={close}
        title="Revoke the credential?"
        verb="Revoke credential"
        danger
        onConfirm={async () => {
          await call(revokeCredential, { params, query: { confirm: 'true' } });
          onRevoked();
        }}
      >
        <RevokeWords integration={integration} credential={asking?.credential} />
      </Confirm>
    </>
  );
}

interface RevokeWordsProps {
  integration: Integration;
  credential: PartnerCredential | undefined;
}

function RevokeWords({ integration, credential }: RevokeWordsProps) {
  if (credential === undefined) return null;
  const others = integration.credentials.some(
    (other) => other.id !== credential.id && other.mode === 'live' && isUsable(other),
  );
  const isLast = credential.mode === 'live' && !others;
  return (
    <>
      <Code>{credential.clientId}</Code> and every token it got stop working at once.
      {isLast &&
        ` It is the last live credential of ${integration.general.name}: without it the partner can send nothing.`}
    </>
  );
}
