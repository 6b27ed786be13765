import type { PartnerJobType } from '@leads/contract/job-types';
import { Text } from '@mantine/core';
import { useId } from 'react';
import type { MappingDraft } from './mapping.ts';
import styles from './mapping-editor.module.css';
import { PartnerTypePills } from './partner-type-pills.tsx';
import { PartnerTypesInput } from './partner-types-input.tsx';

export interface StandardTypeRowProps {
  standard: { id: string; name: string };
  /** Nothing more may be mapped to it; what is, keeps working. */
  isRetired?: boolean;
  held: readonly PartnerJobType[];
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
  nameOf: (standardJobTypeId: string) => string;
  onMap: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
  readOnly: boolean;
}

/** One standard job type with the partner job types that are mapped to it. */
export function StandardTypeRow(props: StandardTypeRowProps) {
  const { standard, held, isRetired = false, readOnly, ...rest } = props;
  const labelId = useId();
  const nothingToChoose = readOnly || isRetired;
  return (
    <div className={styles['row']}>
      <span id={labelId} className={styles['label']}>
        {standard.name}
        {isRetired && (
          <Text component="span" display="block" size="xs" c="dimmed">
            Retired: what is mapped keeps working
          </Text>
        )}
      </span>
      {nothingToChoose ? (
        <div className={styles['label']}>
          {held.length === 0 ? (
            '–'
          ) : (
            <PartnerTypePills
              held={held}
              draft={rest.draft}
              nameOf={rest.nameOf}
              {...(readOnly ? {} : { onMap: rest.onMap })}
            />
          )}
        </div>
      ) : (
        <PartnerTypesInput
          {...rest}
          standardJobTypeId={standard.id}
          labelId={labelId}
          held={held}
        />
      )}
    </div>
  );
}
