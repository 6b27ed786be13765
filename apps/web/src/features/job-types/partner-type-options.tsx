import type { PartnerJobType } from '@leads/contract/job-types';
import { CheckIcon, Combobox, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { targetOf } from './mapping.ts';
import styles from './mapping-editor.module.css';
import type { PartnerTypesInputProps } from './partner-types-input.tsx';

export interface PartnerTypeOptionsProps extends PartnerTypesInputProps {
  opened: boolean;
  found: readonly PartnerJobType[];
  /** The option that the arrow keys are at; -1 for none. */
  selected: number;
  idOf: (one: PartnerJobType) => string;
}

const optionPx = 52;

/** The list is there while closed too: the field names it from the moment it opens. */
export function PartnerTypeOptions(props: PartnerTypeOptionsProps) {
  const { opened, found, labelId } = props;
  const viewport = useRef<HTMLDivElement>(null);
  return (
    <Combobox.Options ref={viewport} className={styles['options'] ?? ''} labelledBy={labelId}>
      {opened && found.length === 0 && (
        <Combobox.Empty>No partner job type has these words.</Combobox.Empty>
      )}
      {opened && found.length > 0 && <VisibleOptions {...props} viewport={viewport} />}
    </Combobox.Options>
  );
}

function VisibleOptions({
  viewport,
  ...props
}: PartnerTypeOptionsProps & { viewport: React.RefObject<HTMLDivElement | null> }) {
  const { found, selected, draft, standardJobTypeId, nameOf, idOf } = props;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized, by the React Compiler or by hand
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => optionPx,
    getItemKey: (index) => found[index]?.id ?? index,
    overscan: 4,
  });
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected);
  }, [selected, virtualizer]);
  return (
    <div
      role="presentation"
      style={{ height: virtualizer.getTotalSize(), position: 'relative', width: '100%' }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const one = found[index];
        if (one === undefined) return null;
        const target = targetOf(draft, one);
        const isHere = target === standardJobTypeId;
        return (
          <Combobox.Option
            key={key}
            id={idOf(one)}
            value={one.id}
            active={isHere}
            selected={index === selected}
            aria-selected={isHere}
            aria-setsize={found.length}
            aria-posinset={index + 1}
            className={styles['virtual'] ?? ''}
            style={{ height: optionPx, transform: `translateY(${start}px)` }}
          >
            <span className={styles['option']}>
              <span className={styles['optionName']}>
                {isHere && <CheckIcon size={10} className={styles['check'] ?? ''} />}
                {one.name}
                <Text component="span" display="block" size="xs" className={styles['second']}>
                  {[one.partnerId, one.category].filter((part) => part !== '').join(' · ')}
                </Text>
              </span>
              {target !== null && !isHere && (
                <Text component="span" size="xs" ta="end" className={styles['used']}>
                  Used in {nameOf(target)}; choosing moves it
                </Text>
              )}
            </span>
          </Combobox.Option>
        );
      })}
    </div>
  );
}
