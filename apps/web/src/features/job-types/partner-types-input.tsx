import type { PartnerJobType } from '@leads/contract/job-types';
import { Combobox, PillsInput, useVirtualizedCombobox } from '@mantine/core';
import { useDeferredValue, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { findPartnerJobTypes, orderForChoice, type MappingDraft } from './mapping.ts';
import { PartnerTypeOptions } from './partner-type-options.tsx';
import { PartnerTypePills } from './partner-type-pills.tsx';

export interface PartnerTypesInputProps {
  /** The standard job type that they are chosen for. */
  standardJobTypeId: string;
  labelId: string;
  /** The partner job types mapped to it now. */
  held: readonly PartnerJobType[];
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
  nameOf: (standardJobTypeId: string) => string;
  onMap: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
}

/** A searchable multi-select that stays quick among tens of thousands: only the options in sight are built. */
export function PartnerTypesInput(props: PartnerTypesInputProps) {
  const { standardJobTypeId, held, onMap, labelId } = props;
  const listId = useId();
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState(-1);
  /** In the order of the moment it was opened, so that nothing jumps while choosing; undefined while closed. */
  const [choice, setChoice] = useState<readonly PartnerJobType[]>();
  // The list may lag behind the keys; what is typed never does.
  const words = useDeferredValue(search);
  const found = useMemo(() => findPartnerJobTypes(choice ?? [], words), [choice, words]);
  const idOf = (one: PartnerJobType): string => `${listId}-${one.id}`;

  const toggle = (one: PartnerJobType | undefined): void => {
    if (one === undefined) return;
    onMap(one, held.includes(one) ? null : standardJobTypeId);
    setSearch('');
  };
  const combobox = useVirtualizedCombobox({
    opened: choice !== undefined,
    onOpenedChange: (opened) => {
      setSelected(-1);
      setChoice(
        opened ? orderForChoice(props.partnerJobTypes, props.draft, standardJobTypeId) : undefined,
      );
    },
    totalOptionsCount: found.length,
    getOptionId: (index) => {
      const one = found[index];
      return one === undefined ? null : idOf(one);
    },
    selectedOptionIndex: selected,
    setSelectedOptionIndex: setSelected,
    activeOptionIndex: 0,
    onSelectedOptionSubmit: (index) => toggle(found[index]),
  });
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
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => toggle(found.find((one) => one.id === id))}
      withinPortal={false}
      resetSelectionOnOptionHover={false}
    >
      <Combobox.DropdownTarget>
        <PillsInput onClick={() => combobox.openDropdown()}>
          <PartnerTypePills {...props}>
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                aria-labelledby={labelId}
                placeholder={held.length === 0 ? 'Add partner job types…' : '+'}
                value={search}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                  setSelected(-1);
                  combobox.openDropdown();
                }}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  setSearch('');
                }}
                onKeyDown={onKeyDown}
              />
            </Combobox.EventsTarget>
          </PartnerTypePills>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <PartnerTypeOptions
          {...props}
          opened={choice !== undefined}
          found={found}
          selected={selected}
          idOf={idOf}
        />
      </Combobox.Dropdown>
    </Combobox>
  );
}
