import type { PlatformLead } from '@leads/contract/platform-leads';
import { Problem } from '@leads/contract/problem';
import type { LeadTarget } from '#features/leads/index.ts';
import type { Context } from '#platform/act/context.ts';
import { requirePlatformLead } from './read-platform-leads.ts';

interface PlatformAct {
  id: string;
  /** Left out: the lead as it is now. */
  version?: number | undefined;
  /** Whether the lead is already as the act would leave it. */
  isDone: (lead: PlatformLead) => boolean;
  act: (at: LeadTarget & { version: number }) => Promise<unknown>;
}

/** Codes under which a repeat that came at the same time may have been first. */
const raceCodes = new Set(['lead_state', 'changed_meanwhile', 'name_taken']);

/**
 * Does an act of the host platform by the same verb as the portals. A repeat of what was done, whatever its version,
 * answers `unchanged`, so that a lost answer can be asked for again: no event, no audit row, nobody is told.
 * @throws Problem `not_found`; what the verb throws
 */
export async function actByPlatform(
  ctx: Context,
  { id, version, isDone, act }: PlatformAct,
): Promise<{ result: 'done' | 'unchanged'; lead: PlatformLead }> {
  const { tenantId, lead: before } = await requirePlatformLead(ctx.db, id);
  if (isDone(before)) return { result: 'unchanged', lead: before };
  try {
    await act({ tenantId, leadId: id, version: version ?? before.version });
  } catch (err) {
    if (!(err instanceof Problem) || !raceCodes.has(err.code)) throw err;
    const { lead } = await requirePlatformLead(ctx.db, id);
    if (isDone(lead)) return { result: 'unchanged', lead };
    throw err;
  }
  return { result: 'done', lead: (await requirePlatformLead(ctx.db, id)).lead };
}
