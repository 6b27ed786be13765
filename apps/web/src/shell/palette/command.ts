import type { Icon } from '@tabler/icons-react';

/** One line of the command palette: somewhere to go or something to do. */
export interface Command {
  /** Unique among all that can be shown at once. */
  id: string;
  label: string;
  /** Stands behind the label, such as the state of what it leads to. */
  hint?: string;
  icon: Icon;
  run: () => unknown;
}

export interface CommandGroup {
  label: string;
  commands: readonly Command[];
}

/** The commands whose label holds every word that was typed. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label }) => {
    const text = label.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
