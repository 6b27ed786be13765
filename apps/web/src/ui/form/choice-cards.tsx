import { Badge, Group, Radio, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './choice-cards.module.css';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** One sentence: what it means for the people who live with it. */
  description: ReactNode;
  recommended?: boolean;
}

export interface ChoiceCardsProps<Value extends string> {
  label: string;
  description?: ReactNode;
  choices: readonly Choice<Value>[];
  value?: Value | null;
  onChange?: (value: Value) => void;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** Comes with `form.getInputProps`; the form finds its first faulty field by it. */
  'data-path'?: string;
}

/** A choice that matters: radio cards with a name, a sentence and, where so, Recommended. Takes `form.getInputProps`. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const {
    label,
    description,
    choices,
    value,
    onChange,
    error,
    required = false,
    disabled = false,
  } = props;
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value ?? null}
      onChange={(next) => onChange?.(next as Value)}
      error={error}
      withAsterisk={required}
      data-path={props['data-path']}
    >
      <SimpleGrid cols={{ base: 1, sm: choices.length === 3 ? 3 : 2 }} spacing="sm" mt="xs" mb={4}>
        {choices.map((choice) => (
          <Radio.Card
            key={choice.value}
            value={choice.value}
            disabled={disabled}
            className={styles['card'] ?? ''}
          >
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator disabled={disabled} mt={2} />
              <span>
                <Group component="span" gap="xs">
                  <Text component="span" fw={550}>
                    {choice.label}
                  </Text>
                  {choice.recommended === true && (
                    <Badge component="span" variant="light" size="sm" tt="none">
                      Recommended
                    </Badge>
                  )}
                </Group>
                <Text component="span" display="block" c="dimmed" mt={2}>
                  {choice.description}
                </Text>
              </span>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
