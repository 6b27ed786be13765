import type { DayAvailability, TakenSpot } from '@leads/contract/availability';
import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import styles from './availability.module.css';
import { toDayWords, toLengthNote, toWindowWords } from './clock-words.ts';
import { previewQuery } from './queries.ts';

export interface PreviewProps {
  tenantId: string;
  businessUnitId: string;
  timeZone: string;
  /** There are changes that are not in what is shown. */
  isOutdated: boolean;
}

/** The coming 14 days as they are saved: what is open, and which appointments took the rest. */
export function Preview({ tenantId, businessUnitId, timeZone, isOutdated }: PreviewProps) {
  const { data, error, refetch } = useQuery(previewQuery(tenantId, businessUnitId));
  return (
    <section aria-labelledby="preview" className={styles['previewBox']}>
      <Title order={2} id="preview" size="h4">
        Next 14 days
      </Title>
      <Text c="dimmed" size="sm" mb="xs">
        {isOutdated ? 'As saved, without your changes.' : 'Spots that can still be booked.'}
      </Text>
      {data === undefined ? (
        error === null ? (
          <Stack gap="xs" aria-busy>
            {[0, 1, 2, 3, 4, 5].map((line) => (
              <Skeleton key={line} h={36} />
            ))}
          </Stack>
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <ol className={styles['preview']}>
          {data.days.map((day) => (
            <PreviewDay key={day.date} day={day} tenantId={tenantId} timeZone={timeZone} />
          ))}
        </ol>
      )}
    </section>
  );
}

interface PreviewDayProps {
  day: DayAvailability;
  tenantId: string;
  timeZone: string;
}

function PreviewDay({ day, tenantId, timeZone }: PreviewDayProps) {
  const { windows, outside } = day;
  const open = windows.reduce((sum, one) => sum + one.spotsOpen, 0);
  const total = windows.reduce((sum, one) => sum + one.spots, 0);
  return (
    <li className={styles['previewDay']}>
      <div className={styles['previewHead']}>
        <span>
          {toDayWords(day.date)}
          {day.changed && (
            <Text component="span" c="dimmed" size="sm">
              {' '}
              differs
            </Text>
          )}
        </span>
        <span>{windows.length === 0 ? 'Closed' : `${open} of ${total} open`}</span>
      </div>
      {windows.map((one) => (
        <div key={one.from}>
          <div className={styles['previewWindow']}>
            <span>{toWindowWords(one)}</span>
            <span>{one.spotsOpen === 0 ? 'Full' : `${one.spotsOpen} of ${one.spots} open`}</span>
          </div>
          {toLengthNote(one) !== undefined && (
            <Text c="dimmed" size="xs">
              {toLengthNote(one)}
            </Text>
          )}
          <Taken spots={one.taken} tenantId={tenantId} timeZone={timeZone} />
        </div>
      ))}
      {outside.length > 0 && (
        <>
          <Text c="dimmed" size="xs">
            {toCountedWords(outside.length, 'appointment')} outside of all windows
          </Text>
          <Taken spots={outside} tenantId={tenantId} timeZone={timeZone} />
        </>
      )}
    </li>
  );
}

function Taken({
  spots,
  tenantId,
  timeZone,
}: {
  spots: readonly TakenSpot[];
  tenantId: string;
  timeZone: string;
}) {
  if (spots.length === 0) return null;
  const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone });
  return (
    <ul className={styles['taken']}>
      {spots.map(({ leadId, customerName, startAt }) => (
        <li key={leadId}>
          {time.format(new Date(startAt))}{' '}
          <AnchorLink to="/tenant/$tenantId/leads/$leadId" params={{ tenantId, leadId }} size="xs">
            {customerName === '' ? 'No name given' : customerName}
          </AnchorLink>
        </li>
      ))}
    </ul>
  );
}
