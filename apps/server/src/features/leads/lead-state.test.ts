import { describe, expect, it } from 'vitest';
import { leadStates } from '@leads/contract/leads';
import type { LeadState } from '@leads/contract/leads';
import type { ActorOf } from '#platform/act/actor.ts';
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
      const problem = await expectProblem(() => requireNextState(state, act), 'lead_state');
      expect(problem.context).toEqual({ state });
      expect(problem.detail).toMatch(/^The lead .+, so it cannot be .+\. .+\.$/);
    }
  });
});

describe('what an actor may do', () => {
  it('is what the state allows, and notes always', () => {
    expect(listActs('canceled', office)).toEqual(['lead.add_note']);
    expect(listActs('declined', office)).toEqual(['lead.reopen', 'lead.add_note']);
    expect(listActs('new', office)).toEqual([
      'lead.accept',
      'lead.decline',
      'lead.schedule',
      'lead.cancel_by_customer',
      'lead.add_note',
    ]);
  });

  it('leaves out what its kind may not', () => {
    expect(listActs('accepted', { kind: 'platform', id: 'key', name: 'Core' })).toEqual([
      'lead.decline',
      'lead.schedule',
      'lead.invoice',
      'lead.cancel_by_customer',
    ]);
  });
});
