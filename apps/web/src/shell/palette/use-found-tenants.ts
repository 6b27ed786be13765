import type { Command } from './command.ts';

/** Filled in with the list of tenants. */
export function useFoundTenants(_question: { searched: string }): {
  commands: Command[];
  searching: boolean;
} {
  return { commands: [], searching: false };
}
