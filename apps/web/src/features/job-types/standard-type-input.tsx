import type { Trade } from '@leads/contract/job-types';
import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { inPage } from '#web/ui/page/in-page.ts';

export interface StandardTypeInputProps {
  label: string;
  trades: readonly Trade[];
  value: string | null;
  onChange: (standardJobTypeId: string | null) => void;
}

/** Chooses a standard job type by typing. Its options are built when it opens, as there are many of it on a page. */
export function StandardTypeInput({ label, trades, value, onChange }: StandardTypeInputProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  /** What is being typed; undefined while the chosen name stands there. */
  const [search, setSearch] = useState<string>();
  const chosen = trades
    .flatMap(({ standardJobTypes }) => standardJobTypes)
    .find(({ id }) => id === value);
  return (
    <Combobox
      store={combobox}
      portalProps={inPage}
      onOptionSubmit={(id) => {
        onChange(id === '' ? null : id);
        setSearch(undefined);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          aria-label={label}
          placeholder="Not mapped"
          value={search ?? chosen?.name ?? ''}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            setSearch(undefined);
            combobox.closeDropdown();
          }}
          onKeyDown={(event) => {
            // Enter chooses; it must not save the form around it.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {combobox.dropdownOpened && (
            <StandardTypes trades={trades} words={search ?? ''} canUnmap={value !== null} />
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface StandardTypesProps {
  trades: readonly Trade[];
  words: string;
  canUnmap: boolean;
}

function StandardTypes({ trades, words, canUnmap }: StandardTypesProps) {
  const wanted = words.trim().toLocaleLowerCase();
  const groups = trades
    .map(({ id, name, standardJobTypes }) => ({
      id,
      name,
      found: standardJobTypes.filter((one) => one.name.toLocaleLowerCase().includes(wanted)),
    }))
    .filter(({ found }) => found.length > 0);
  if (groups.length === 0)
    return <Combobox.Empty>No standard job type has these words</Combobox.Empty>;
  return (
    <>
      {canUnmap && wanted === '' && <Combobox.Option value="">Not mapped</Combobox.Option>}
      {groups.map(({ id, name, found }) => (
        <Combobox.Group key={id} label={name}>
          {found.map((one) => (
            <Combobox.Option key={one.id} value={one.id}>
              {one.name}
            </Combobox.Option>
          ))}
        </Combobox.Group>
      ))}
    </>
  );
}
