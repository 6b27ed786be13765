import type { Lead } from '@leads/contract/leads';
import { fieldProblem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { erasedProblem } from '../lead-state.ts';
import { lockLead } from '../lock-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { getLead } from '../reading/get-lead.ts';
import { writeActivities } from '../write-activities.ts';

/**
 * Adds a note to the timeline, or that the customer did not answer a call. Possible in every state; the version stays,
 * so notes never make somebody else's act fail. The text is kept in the timeline only.
 * @throws Problem `not_found`; `validation_failed` for a note without text; `lead_state` once the lead is erased
 */
export async function addLeadNote(
  ctx: Context,
  { kind, text, ...target }: LeadTarget & { kind: 'note' | 'called_no_answer'; text: string },
): Promise<Lead> {
  if (kind === 'note' && text === '') throw fieldProblem('/text', 'Write the note');
  await change(ctx, 'lead.add_note', async (tx) => {
    const lead = await lockLead(tx, ctx, target);
    if (lead.erased) throw erasedProblem(lead.state);
    await writeActivities(tx, ctx, {
      lead,
      state: lead.state,
      activities: [{ act: 'lead.add_note', detail: { kind }, note: text }],
    });
    const { tenantId, id, integrationId } = lead;
    await sendHint(tx, { topic: 'leads', id, tenantId, integrationId });
    return {
      value: undefined,
      audit: { subject: { kind: 'lead', id }, tenantId, integrationId, after: { kind } },
    };
  });
  return getLead(ctx, target);
}
