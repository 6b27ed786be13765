import { saveProfileUnits, type ConnectionProfiles } from '@leads/contract/connection-review';
import { Button, Group, MultiSelect, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { connectionProfilesQuery } from '../queries.ts';
import {
  chooseUnits,
  findTheirs,
  keepSince,
  toSavedUnits,
  type SentChoices,
  type UnitChoices,
} from './unit-choices.ts';

export interface ProfileUnitsProps {
  tenantId: string;
  account: ConnectionProfiles;
  partner: string;
  readOnly: boolean;
}

/** Which business units the leads of each profile are for; none chosen means all of them. */
export function ProfileUnits(props: ProfileUnitsProps) {
  const { account, partner, readOnly } = props;
  const { profiles } = account;
  const [choices, setChoices] = useState<UnitChoices>(new Map());
  const save = useSave(props, (saved, sent) =>
    setChoices((now) => keepSince(now, sent, saved.profiles)),
  );
  // With one unit there is nothing to choose.
  if (account.businessUnits.length < 2 || profiles.length === 0) return null;
  return (
    <Stack gap="sm">
      <UnsavedGuard isDirty={() => choices.size > 0} />
      <div>
        <Title order={3}>Business units of each profile</Title>
        <Text c="dimmed" maw="45rem">
          Is a profile for some of your business units only? Its leads are then pre-filled from
          those, and {partner} learns of their free times alone.
        </Text>
      </div>
      {profiles.map((profile) => (
        <Units
          key={profile.profileId}
          profile={profile}
          units={account.businessUnits}
          value={choices.get(profile.profileId)?.chosen ?? profile.businessUnitIds}
          theirs={findTheirs(choices, profile)}
          readOnly={readOnly}
          onChange={(chosen) => setChoices((now) => chooseUnits(now, profile, chosen))}
        />
      ))}
      {save.error !== null && <ProblemAlert problem={toCallProblem(save.error)} />}
      {choices.size > 0 && (
        <Group gap="sm">
          <Button loading={save.isPending} onClick={() => save.mutate({ choices, profiles })}>
            Save business units
          </Button>
          <Button
            variant="default"
            disabled={save.isPending}
            onClick={() => {
              save.reset();
              setChoices(new Map());
            }}
          >
            Discard
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function useSave(
  { tenantId, account }: ProfileUnitsProps,
  onSaved: (saved: ConnectionProfiles, sent: SentChoices) => void,
) {
  const queryClient = useQueryClient();
  const connectionId = account.connection.id;
  const { queryKey } = connectionProfilesQuery(tenantId, connectionId);
  return useMutation({
    mutationFn: (sent: SentChoices) =>
      call(saveProfileUnits, {
        params: { tenantId, connectionId },
        body: { profiles: toSavedUnits(sent) },
      }),
    onSuccess: (saved, sent) => {
      queryClient.setQueryData(queryKey, saved);
      onSaved(saved, sent);
      toast('Saved. New leads of these profiles follow it.');
    },
    // What a colleague chose is shown, and what was chosen here stays.
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}

interface UnitsProps {
  profile: ConnectionProfiles['profiles'][number];
  units: ConnectionProfiles['businessUnits'];
  value: string[];
  /** What a colleague chose meanwhile. */
  theirs: string[] | undefined;
  readOnly: boolean;
  onChange: (chosen: string[]) => void;
}

function Units({ profile, units, value, theirs, readOnly, onChange }: UnitsProps) {
  const name = profile.name === '' ? profile.profileId : profile.name;
  const limit =
    profile.serviceCount === null
      ? undefined
      : `The partner sends ${profile.serviceCount.toLocaleString()} of its services for this profile.`;
  const gone = [...value, ...(theirs ?? [])].filter((id) => !units.some((unit) => unit.id === id));
  const data = [
    ...units.map((unit) => ({ value: unit.id, label: unit.name })),
    ...[...new Set(gone)].map((id) => ({ value: id, label: 'No longer active' })),
  ];
  const toNames = (ids: readonly string[]): string =>
    data
      .filter((unit) => ids.includes(unit.value))
      .map(({ label }) => label)
      .join(', ') || 'all business units';
  if (readOnly) {
    return (
      <Text>
        {name}: {toNames(value)}
      </Text>
    );
  }
  return (
    <MultiSelect
      label={name}
      description={limit}
      {...(theirs !== undefined && {
        error: `A colleague chose ${toNames(theirs)} meanwhile. Yours takes its place when you save.`,
      })}
      {...(value.length === 0 ? { placeholder: 'All business units' } : {})}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      hidePickedOptions
      maw="45rem"
      nothingFoundMessage="None has this name"
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
