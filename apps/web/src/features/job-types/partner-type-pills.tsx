import type { PartnerJobType } from '@leads/contract/job-types';
import { Pill } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { MappingDraft } from './mapping.ts';
import styles from './mapping-editor.module.css';

export interface PartnerTypePillsProps {
  held: readonly PartnerJobType[];
  draft: MappingDraft;
  nameOf: (standardJobTypeId: string) => string;
  /** Absent for those who only read. */
  onMap?: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
  /** The field in which more are searched for. */
  children?: ReactNode;
}

const pillsMax = 20;

/** What is mapped to a standard job type; of very many, the first ones until more are asked for. */
export function PartnerTypePills({ held, draft, nameOf, onMap, children }: PartnerTypePillsProps) {
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? held : held.slice(0, pillsMax);
  return (
    <Pill.Group>
      {shown.map((one) => {
        const isMoved = draft.has(one.id) && one.standardJobTypeId !== null;
        return (
          <Pill
            key={one.id}
            className={styles['pill'] ?? ''}
            mod={{ changed: draft.has(one.id) }}
            withRemoveButton={onMap !== undefined}
            onRemove={() => onMap?.(one, null)}
            removeButtonProps={{
              'aria-label': `Remove ${one.name}`,
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            {one.name}
            {isMoved && (
              <span className={styles['moved']}>
                {' '}
                moved from {nameOf(one.standardJobTypeId ?? '')}
              </span>
            )}
          </Pill>
        );
      })}
      {held.length > shown.length && (
        <button type="button" className={styles['more']} onClick={() => setShowAll(true)}>
          + {(held.length - shown.length).toLocaleString()} more
        </button>
      )}
      {children}
    </Pill.Group>
  );
}
