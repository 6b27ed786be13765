import type { UnitCapacity } from '@leads/contract/availability';
import { Alert, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useLive } from '#web/api/live.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { inPage, scrollingOptions } from '#web/ui/page/in-page.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import styles from './availability.module.css';
import { Preview } from './preview.tsx';
import { availabilityQuery, availabilityTopics } from './queries.ts';
import { useShownUnit } from './shown-unit.ts';
import { UnitForm } from './unit-form.tsx';

export interface AvailabilityPageProps {
  tenantId: string;
  /** The business unit that the address names; the first one where it names none that is here. */
  unitId: string | undefined;
  readOnly: boolean;
}

/** The week of one business unit beside its coming 14 days. */
export function AvailabilityPage({ tenantId, unitId, readOnly }: AvailabilityPageProps) {
  const { data, error, refetch } = useQuery(availabilityQuery(tenantId));
  const topics = useMemo(() => availabilityTopics(tenantId), [tenantId]);
  useLive(`/api/tenant/${tenantId}/live`, topics);
  const [isDirty, setDirty] = useState(false);
  const shown = useShownUnit(tenantId, data?.units, { unitId, isDirty });
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return (
      <Stack gap="sm" aria-busy>
        <Skeleton h={36} maw={320} />
        {[0, 1, 2, 3, 4, 5, 6].map((line) => (
          <Skeleton key={line} h={48} />
        ))}
      </Stack>
    );
  }
  if (shown === undefined) {
    return (
      <EmptyState title="No business units yet" icon={<IconCalendarTime size={24} />}>
        Your company’s business units come from your field service system. Once they are here, you
        say how many appointments each can start when.
      </EmptyState>
    );
  }
  const { unit, isGone } = shown;
  const isKeptElsewhere = unit.source === 'platform';
  return (
    <div className={styles['columns']}>
      <div>
        <UnitHead
          tenantId={tenantId}
          unit={unit}
          isGone={isGone}
          units={isGone ? [unit, ...data.units] : data.units}
          listeners={data.listeners}
        />
        <UnitForm
          key={unit.businessUnitId}
          tenantId={tenantId}
          today={data.today}
          unit={unit}
          readOnly={readOnly || isKeptElsewhere}
          listeners={data.listeners}
          onDirty={setDirty}
        />
      </div>
      {!isGone && (
        <Preview
          tenantId={tenantId}
          businessUnitId={unit.businessUnitId}
          timeZone={data.timeZone}
          isOutdated={isDirty}
        />
      )}
    </div>
  );
}

interface UnitHeadProps {
  tenantId: string;
  unit: UnitCapacity;
  isGone: boolean;
  units: readonly UnitCapacity[];
  listeners: readonly string[];
}

function UnitHead({ tenantId, unit, isGone, units, listeners }: UnitHeadProps) {
  const navigate = useNavigate();
  return (
    <Stack gap="xs" mb="lg">
      {units.length === 1 ? (
        <Text fw={550}>{unit.name}</Text>
      ) : (
        <Select
          label="Business unit"
          data={units.map(({ businessUnitId, name }) => ({ value: businessUnitId, label: name }))}
          value={unit.businessUnitId}
          onChange={(next) =>
            next !== null &&
            void navigate({
              to: '/tenant/$tenantId/availability',
              params: { tenantId },
              search: { unit: next },
            })
          }
          searchable={units.length > 7}
          allowDeselect={false}
          maw={360}
          {...scrollingOptions}
          comboboxProps={{ portalProps: inPage, transitionProps: { duration: 0 } }}
        />
      )}
      {unit.services.length > 0 && <Text>Does {toListWords(unit.services, 4)}.</Text>}
      <Text c="dimmed" size="sm">
        {toListenerWords(listeners)}
        {unit.savedAt !== null && (
          <>
            {' '}
            Saved <RelativeTime at={unit.savedAt} /> by {unit.savedByName}.
          </>
        )}
      </Text>
      {isGone && (
        <Alert
          color="yellow"
          variant="light"
          role="alert"
          title="This business unit is no longer active"
        >
          It has gone from your field service system, so your changes cannot be saved. Discard them
          to see another one.
        </Alert>
      )}
      {unit.source === 'platform' && (
        <Alert color="blue" variant="light" title="Kept by your field service system">
          Change it there; it shows here at once.
        </Alert>
      )}
      {unit.services.length === 0 && (
        <Alert color="yellow" variant="light" title="Partners are not offered these spots">
          No job type is mapped to this business unit. Map some under{' '}
          <AnchorLink to="/tenant/$tenantId/job-type-mapping" params={{ tenantId }}>
            Job type mapping
          </AnchorLink>
          .
        </Alert>
      )}
    </Stack>
  );
}

function toListenerWords(listeners: readonly string[]): string {
  return listeners.length === 0
    ? 'No connected partner listens to open spots at present.'
    : `${toListWords(listeners, 3)} ${listeners.length === 1 ? 'is' : 'are'} told of open spots.`;
}

/** "A, B and 3 more" */
function toListWords(names: readonly string[], shownMax: number): string {
  const rest = names.length - shownMax;
  const shown = rest > 0 ? [...names.slice(0, shownMax), `${rest} more`] : names;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(shown);
}
