import { Avatar } from '@mantine/core';
import { initialsOf } from './initials.ts';

export interface InitialsLogoProps {
  name: string;
  /** Address of the picture; initials of the name without one. */
  url?: string | null | undefined;
  size?: number;
}

/** A partner's logo or its initials. Decorative: the name always stands beside it. */
export function InitialsLogo({ name, url, size = 32 }: InitialsLogoProps) {
  return (
    <Avatar
      src={url ?? null}
      alt=""
      aria-hidden
      size={size}
      radius="sm"
      color="gray"
      variant="light"
    >
      {initialsOf(name)}
    </Avatar>
  );
}
