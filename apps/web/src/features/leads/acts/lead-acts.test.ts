import { describe, expect, it } from 'vitest';
import { findNextAct, listOtherActs, toActLabel } from './lead-acts.ts';

const actsOfNew = ['lead.accept', 'lead.decline', 'lead.schedule', 'lead.cancel_by_customer'];

describe('the buttons of a lead', () => {
  it('lead from Accept over Schedule to the invoice', () => {
    expect(findNextAct({ state: 'new', acts: actsOfNew })).toBe('lead.accept');
    expect(findNextAct({ state: 'accepted', acts: ['lead.schedule'] })).toBe('lead.schedule');
    expect(findNextAct({ state: 'scheduled', acts: ['lead.invoice'] })).toBe('lead.invoice');
    expect(findNextAct({ state: 'declined', acts: ['lead.reopen'] })).toBe('lead.reopen');
  });

  it('offer nothing next once it is invoiced or canceled, nor what the reader may not do', () => {
    expect(findNextAct({ state: 'invoiced', acts: ['lead.invoice'] })).toBeUndefined();
    expect(findNextAct({ state: 'canceled', acts: [] })).toBeUndefined();
    expect(findNextAct({ state: 'new', acts: ['lead.add_note'] })).toBeUndefined();
  });

  it('offer the others beside the next one, each once', () => {
    expect(listOtherActs({ state: 'new', acts: actsOfNew })).toEqual([
      'lead.schedule',
      'lead.decline',
      'lead.cancel_by_customer',
    ]);
  });

  it('say that scheduling a new lead accepts it', () => {
    expect(toActLabel('lead.schedule', 'new')).toBe('Accept and schedule');
    expect(toActLabel('lead.schedule', 'accepted')).toBe('Schedule');
  });
});
