import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

export interface SearchBoxProps {
  /** Names the field and is its placeholder: "Search by name…" */
  label: string;
  value: string;
  /** Called 250 ms after the last key. */
  onChange: (text: string) => void;
}

/** A search field that follows the address without disturbing the typist. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Only a change that was not ours, such as Back, may replace what is being typed.
    if (value !== sent) {
      setText(value);
      setSent(value);
    }
  }
  const send = (next: string): void => {
    setSent(next);
    onChange(next);
  };
  const sendSoon = useDebouncedCallback((next: string) => send(next.trim()), 250);
  return (
    <TextInput
      type="search"
      aria-label={label.replace('…', '')}
      placeholder={label}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        sendSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        // In a form, Enter would save it.
        event.preventDefault();
        send(text.trim());
      }}
      leftSection={<IconSearch size={18} />}
      rightSection={
        text !== '' && (
          <CloseButton
            aria-label="Clear search"
            size="sm"
            onClick={() => {
              setText('');
              send('');
            }}
          />
        )
      }
    />
  );
}
