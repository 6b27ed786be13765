import type { AuditRow } from '@leads/contract/audit';
import { Text } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import type { PageLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import {
  actorKindWords,
  toKindWords,
  toSentence,
  toSubjectLink,
  toSubjectWords,
} from './audit-words.ts';

/** The columns of the log; those of one integration leave its name out. */
export function toAuditColumns({
  linkTo,
  isOfOne,
}: {
  linkTo: (id: string) => PageLink;
  isOfOne: boolean;
}): readonly Column<AuditRow>[] {
  return [
    {
      key: 'what',
      header: 'What',
      twoLines: true,
      cell: (row) => (
        <>
          <AnchorLink {...linkTo(row.id)} resetScroll={false} fw={550}>
            {toSentence(row)}
          </AnchorLink>
          <Text c="dimmed" size="xs">
            {actorKindWords[row.actorKind]}
          </Text>
        </>
      ),
    },
    {
      key: 'subject',
      header: 'On',
      twoLines: true,
      cell: (row) => <Subject row={row} isOfOne={isOfOne} />,
    },
    {
      key: 'at',
      header: 'Time',
      nowrap: true,
      cell: (row) => <RelativeTime at={row.at} />,
    },
  ];
}

function Subject({ row, isOfOne }: { row: AuditRow; isOfOne: boolean }) {
  const link = toSubjectLink(row);
  const words = toSubjectWords(row);
  const isAboutIntegration = row.subject.kind === 'integration';
  const others = [
    isAboutIntegration || isOfOne ? undefined : row.integration?.name,
    row.tenant?.name,
  ].filter((name) => name !== undefined && name !== words);
  return (
    <>
      {link === undefined ? words : <AnchorLink {...link}>{words}</AnchorLink>}
      <Text c="dimmed" size="xs">
        {[toKindWords(row.subject.kind), ...others].join(' · ')}
        {row.integration?.deleted === true && ' · deleted'}
      </Text>
    </>
  );
}
