import { describe, expect, it } from 'vitest';
import { leadStates } from '@leads/contract/leads';
import type { LeadState } from '@leads/contract/leads';
import type { Actor, ActorOf } from '#platform/act/actor.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { findNextState, leadMoves, listActs, requireNextState } from './lead-state.ts';
import type { LeadAct } from './lead-state.ts';

type Cell = LeadState | '-';

/** What each act makes of: new, accepted, declined, scheduled, invoiced, canceled. */
const table: [LeadAct, [Cell, Cell, Cell, Cell, Cell, Cell]][] = [
  ['lead.accept', ['accepted', '-', '-', '-', '-', '-']],
  ['lead.decline', ['declined', 'declined', '-', '-', '-', '-']],
  ['lead.schedule', ['scheduled', 'scheduled', '-', '-', '-', '-']],
  ['lead.reschedule', ['-', '-', '-', 'scheduled', '-', '-']],
  ['lead.set_job_type', ['new', 'accepted', '-', 'scheduled', '-', '-']],
  ['lead.cancel_appointment', ['-', '-', '-', 'accepted', '-', '-']],
  ['lead.save_estimate', ['-', 'accepted', '-', 'scheduled', 'invoiced', '-']],
  ['lead.invoice', ['-', 'invoiced', '-', 'invoiced', 'invoiced', '-']],
  ['lead.reopen', ['-', '-', 'new', '-', '-', '-']],
  ['lead.cancel_by_customer', ['canceled', 'canceled', '-', 'canceled', '-', '-']],
];

const office: ActorOf<'tenant'> = {
  kind: 'tenant',
  id: 'user',
  name: 'Office',
  tenantId: 'tenant',
  role: 'office',
  sessionId: 'session',
};

describe('the states of a lead', () => {
  it('are listed here in the order of the table', () => {
    expect(leadStates).toEqual([
      'new',
      'accepted',
      'declined',
      'scheduled',
      'invoiced',
      'canceled',
    ]);
    expect(table.map(([act]) => act).sort()).toEqual(Object.keys(leadMoves).sort());
  });

  it.each(table)('move by "%s" exactly as the table says', (act, row) => {
    expect(leadStates.map((state) => findNextState(state, act) ?? '-')).toEqual(row);
  });

  it.each(table)('refuse "%s" elsewhere in words that say the state', async (act, row) => {
    const refused = leadStates.filter((_state, index) => row[index] === '-');
    for (const state of refused) {
      const problem = await expectProblem(
        () => requireNextState({ state, erased: false }, act),
        'lead_state',
      );
      expect(problem.context).toEqual({ state });
      expect(problem.detail).toMatch(/^The lead .+, so it cannot be .+\. .+\.$/);
    }
  });
});

const always = ['lead.add_note', 'lead.take', 'lead.release'];
const of = (state: LeadState, actor: Actor, erased = false) => listActs({ state, erased }, actor);

describe('what an actor may do', () => {
  it('is what the state allows, and always notes and saying who is on it', () => {
    expect(of('canceled', office)).toEqual(always);
    expect(of('declined', office)).toEqual(['lead.reopen', ...always]);
    expect(of('new', office)).toEqual([
      'lead.accept',
      'lead.decline',
      'lead.schedule',
      'lead.set_job_type',
      'lead.cancel_by_customer',
      ...always,
    ]);
  });

  it('leaves out what its kind or role may not', () => {
    expect(of('accepted', { kind: 'platform', id: 'key', name: 'Core' })).toEqual([
      'lead.decline',
      'lead.schedule',
      'lead.invoice',
      'lead.cancel_by_customer',
    ]);
    expect(of('canceled', { ...office, role: 'admin' })).toEqual([...always, 'lead.erase']);
  });

  it('to an erased lead is to end it, and nothing that could say who the customer is', async () => {
    const owner = { ...office, role: 'owner' as const };
    expect(of('new', owner, true)).toEqual(['lead.decline', 'lead.cancel_by_customer']);
    expect(of('scheduled', owner, true)).toEqual([
      'lead.cancel_appointment',
      'lead.cancel_by_customer',
    ]);
    expect(of('declined', owner, true)).toEqual([]);
    const accepting = () => requireNextState({ state: 'new', erased: true }, 'lead.accept');
    await expectProblem(accepting, 'lead_state');
  });
});
