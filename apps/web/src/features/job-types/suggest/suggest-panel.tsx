import type { MappingProposal } from '@leads/contract/job-type-suggestions';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { PanelSkeleton } from './panel-skeleton.tsx';
import { ProposalList } from './proposal-list.tsx';
import { bestOf, rowsFrom, toProposalRows, type AcceptedMapping } from './proposals.ts';
import { suggestionsQuery } from './queries.ts';
import type { SuggestMappingsProps } from './suggest-mappings.tsx';

interface SuggestPanelProps extends SuggestMappingsProps {
  onClose: () => void;
}

/** Proposals to accept or reject, one by one or all that are sure enough. */
export function SuggestPanel(props: SuggestPanelProps) {
  const { data, error, refetch } = useQuery(suggestionsQuery(props.integrationId));
  if (data !== undefined) return <Proposals {...props} {...data} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <PanelSkeleton />;
}

interface ProposalsProps extends SuggestPanelProps {
  proposals: readonly MappingProposal[];
  unmappedCount: number;
  moreCount: number;
}

function Proposals(props: ProposalsProps) {
  const { integrationId, partnerJobTypes, trades, mappings, proposals, onAccept } = props;
  const [rejectedIds, setRejectedIds] = useSessionStorage<string[]>({
    key: `rejected-suggestions-${integrationId}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const [accepted, setAccepted] = useState(0);
  const rows = useMemo(
    () =>
      toProposalRows(proposals, {
        partnerJobTypes,
        trades,
        draft: mappings,
        rejected: new Set(rejectedIds),
      }),
    [proposals, partnerJobTypes, trades, mappings, rejectedIds],
  );
  const accept = (chosen: AcceptedMapping[]): void => {
    onAccept(chosen);
    setAccepted((before) => before + chosen.length);
  };
  const restore = rejectedIds.length > 0 && (
    <Button variant="subtle" size="xs" onClick={() => setRejectedIds([])}>
      Bring back the {rejectedIds.length.toLocaleString()} rejected
    </Button>
  );
  return (
    <Stack gap="md">
      <Text component="output" c="dimmed">
        {toProgressWords({ ...props, left: rows.length, accepted })}
      </Text>
      {rows.length === 0 ? (
        <EmptyState
          title={accepted > 0 ? 'All decided' : 'Nothing to suggest'}
          action={
            <Group gap="sm">
              {restore}
              <Button onClick={props.onClose}>Back to the mapping</Button>
            </Group>
          }
        >
          {accepted > 0
            ? 'What you accepted is in the mapping. It takes effect with Save.'
            : 'No name that is not mapped is close enough to a standard job type. Map the rest by hand.'}
        </EmptyState>
      ) : (
        <>
          <AcceptAbove rows={rows} onAccept={accept} aside={restore} />
          <ProposalList
            rows={rows}
            onAccept={(one) => accept([one])}
            onReject={(id) => setRejectedIds((before) => [...before, id])}
          />
        </>
      )}
    </Stack>
  );
}

interface Progress {
  left: number;
  accepted: number;
  unmappedCount: number;
  moreCount: number;
}

function toProgressWords({ left, accepted, unmappedCount, moreCount }: Progress): string {
  const words = [
    `${toCountedWords(left, 'proposal')} for ${toCountedWords(unmappedCount, 'job type')} not mapped.`,
  ];
  if (accepted > 0) words.push(`${accepted.toLocaleString()} accepted, to be saved.`);
  if (moreCount > 0) words.push(`${moreCount.toLocaleString()} more follow after Save.`);
  return words.join(' ');
}

const levels = [0.9, 0.8, 0.7] as const;

interface AcceptAboveProps {
  rows: Parameters<typeof rowsFrom>[0];
  onAccept: (accepted: AcceptedMapping[]) => void;
  aside: ReactNode;
}

/** Everything that is sure enough, at once. */
function AcceptAbove({ rows, onAccept, aside }: AcceptAboveProps) {
  const [level, setLevel] = useState('0.9');
  const reached = rowsFrom(rows, Number(level));
  const acceptAll = (): void =>
    onAccept(
      reached.map((row) => ({
        partnerJobTypeId: row.partnerJobType.id,
        standardJobTypeId: bestOf(row).standardJobTypeId,
      })),
    );
  return (
    <Group gap="sm">
      <Select
        aria-label="Accept from which confidence"
        data={levels.map((one) => ({
          value: String(one),
          label: `${Math.round(one * 100)} % and above`,
        }))}
        value={level}
        onChange={(next) => setLevel(next ?? level)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        w="11rem"
      />
      <Button disabled={reached.length === 0} onClick={acceptAll}>
        {reached.length === 0 ? 'Accept all' : `Accept all ${reached.length.toLocaleString()}`}
      </Button>
      {aside}
    </Group>
  );
}
