import type { PartnerJobType, StandardJobType } from '@leads/contract/job-types';
import { CheckIcon, Combobox, Pill, PillsInput, Text, useCombobox } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import type { z } from 'zod';
import { findPartnerJobTypes, targetOf, type MappingDraft } from './mapping.ts';
import styles from './mapping-editor.module.css';

export interface PartnerTypesInputProps {
  standard: z.output<typeof StandardJobType>;
  /** The partner job types mapped to it now. */
  held: readonly PartnerJobType[];
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
  nameOf: (standardJobTypeId: string) => string;
  onMap: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
}

const optionsMax = 50;
const pillsMax = 20;

/** One standard job type with the partner job types that are mapped to it. */
export function PartnerTypes(props: PartnerTypesInputProps & { readOnly: boolean }) {
  const { standard, held, readOnly } = props;
  const labelId = useId();
  return (
    <div className={styles['row']}>
      <span id={labelId} className={styles['label']}>
        {standard.name}
      </span>
      {readOnly ? (
        <Pill.Group className={styles['label']}>
          {held.length === 0 ? '–' : held.map((one) => <Pill key={one.id}>{one.name}</Pill>)}
        </Pill.Group>
      ) : (
        <PartnerTypesInput {...props} labelId={labelId} />
      )}
    </div>
  );
}

/** A searchable multi-select that stays quick among thousands. */
function PartnerTypesInput(props: PartnerTypesInputProps & { labelId: string }) {
  const { standard, held, partnerJobTypes, onMap, labelId } = props;
  const [search, setSearch] = useState('');
  const [showAll, setShowAll] = useState(false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const shown = showAll ? held : held.slice(0, pillsMax);

  const toggle = (id: string): void => {
    const one = partnerJobTypes.find((type) => type.id === id);
    if (one === undefined) return;
    onMap(one, held.includes(one) ? null : standard.id);
    setSearch('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter chooses; it must not save the form around it.
    if (event.key === 'Enter') event.preventDefault();
    const last = held.at(-1);
    if (event.key === 'Backspace' && search === '' && last !== undefined) {
      event.preventDefault();
      onMap(last, null);
    }
  };
  return (
    <Combobox store={combobox} onOptionSubmit={toggle} withinPortal={false}>
      <Combobox.DropdownTarget>
        <PillsInput onClick={() => combobox.openDropdown()}>
          <Pill.Group>
            {shown.map((one) => (
              <Pill
                key={one.id}
                withRemoveButton
                onRemove={() => onMap(one, null)}
                removeButtonProps={{
                  'aria-label': `Remove ${one.name}`,
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
              >
                {one.name}
              </Pill>
            ))}
            {held.length > shown.length && (
              <button type="button" className={styles['more']} onClick={() => setShowAll(true)}>
                {(held.length - shown.length).toLocaleString()} more
              </button>
            )}
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                aria-labelledby={labelId}
                placeholder={held.length === 0 ? 'Add partner job types…' : '+'}
                value={search}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => combobox.closeDropdown()}
                onKeyDown={onKeyDown}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        {/* The list is there while closed too: the field names it from the moment it opens. */}
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} labelledBy={labelId}>
          {combobox.dropdownOpened && <Options {...props} search={search} />}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Only the first matches are built: typing narrows them. */
function Options(props: PartnerTypesInputProps & { search: string }) {
  const { standard, partnerJobTypes, draft, nameOf, search } = props;
  const { found, more } = findPartnerJobTypes(partnerJobTypes, search, optionsMax);
  return (
    <>
      {found.length === 0 && <Combobox.Empty>No partner job type has these words.</Combobox.Empty>}
      {found.map((one) => {
        const target = targetOf(draft, one);
        const isHere = target === standard.id;
        return (
          <Combobox.Option key={one.id} value={one.id} active={isHere} aria-selected={isHere}>
            <span className={styles['option']}>
              <span>
                {isHere && <CheckIcon size={10} style={{ marginInlineEnd: 8 }} />}
                {one.name}
                <Text component="span" display="block" size="xs" className={styles['second']}>
                  {[one.partnerId, one.category].filter((part) => part !== '').join(' · ')}
                </Text>
              </span>
              {target !== null && !isHere && (
                <Text component="span" size="xs" ta="end" className={styles['second']}>
                  Used in {nameOf(target)}; choosing moves it
                </Text>
              )}
            </span>
          </Combobox.Option>
        );
      })}
      {more > 0 && <Combobox.Empty>{more.toLocaleString()} more: type to narrow</Combobox.Empty>}
    </>
  );
}
