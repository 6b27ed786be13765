import { Radio, Stack } from '@mantine/core';

export interface HandOverChoiceProps {
  /** By a link instead of on this screen. */
  value: boolean;
  onChange: (byLink: boolean) => void;
}

/** How the secret gets to the partner. */
export function HandOverChoice({ value, onChange }: HandOverChoiceProps) {
  return (
    <Radio.Group
      label="Secret"
      value={value ? 'link' : 'show'}
      onChange={(next) => onChange(next === 'link')}
    >
      <Stack gap="sm" mt={4}>
        <Radio value="show" label="Show it here, once" description="You hand it over yourself." />
        <Radio
          value="link"
          label="Make a one-time link"
          description="The partner opens it once, within 24 hours. Nobody else sees the secret."
        />
      </Stack>
    </Radio.Group>
  );
}
