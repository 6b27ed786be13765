import type { Action } from '@leads/contract/action';
import type { LeadState } from '@leads/contract/leads';
import { Problem } from '@leads/contract/problem';
import { mayAct } from '#platform/act/actor.ts';
import type { Actor } from '#platform/act/actor.ts';

/** Every move there is; what is not listed is refused. */
export const leadMoves = {
  'lead.accept': { new: 'accepted' },
  'lead.decline': { new: 'declined', accepted: 'declined' },
  'lead.schedule': { new: 'scheduled', accepted: 'scheduled' },
  'lead.reschedule': { scheduled: 'scheduled' },
  'lead.set_job_type': { new: 'new', accepted: 'accepted', scheduled: 'scheduled' },
  'lead.cancel_appointment': { scheduled: 'accepted' },
  'lead.save_estimate': { accepted: 'accepted', scheduled: 'scheduled', invoiced: 'invoiced' },
  'lead.invoice': { accepted: 'invoiced', scheduled: 'invoiced', invoiced: 'invoiced' },
  'lead.reopen': { declined: 'new' },
  'lead.cancel_by_customer': { new: 'canceled', accepted: 'canceled', scheduled: 'canceled' },
} as const satisfies Partial<Record<Action, Partial<Record<LeadState, LeadState>>>>;

export type LeadAct = keyof typeof leadMoves;
const leadActs = Object.keys(leadMoves) as LeadAct[];

export function findNextState(state: LeadState, act: LeadAct): LeadState | undefined {
  const moves: Partial<Record<LeadState, LeadState>> = leadMoves[act];
  return moves[state];
}

/** Of a lead whose personal data was erased these are left: they end it, so that the partner learns of it. */
const actsOnErased: readonly Action[] = [
  'lead.decline',
  'lead.cancel_appointment',
  'lead.cancel_by_customer',
];

/** @throws Problem `lead_state` when the lead does not allow the act */
export function requireNextState(
  { state, erased }: { state: LeadState; erased: boolean },
  act: LeadAct,
): LeadState {
  if (erased && !actsOnErased.includes(act)) throw erasedProblem(state);
  const next = findNextState(state, act);
  if (next !== undefined) return next;
  throw new Problem('lead_state', {
    detail: `The lead ${stateWords[state]}, so it cannot be ${actWords[act]}. ${wayOut(state)}`,
    context: { state },
  });
}

/** An erased lead takes nothing more that could say who the customer is. */
export function erasedProblem(state: LeadState): Problem {
  return new Problem('lead_state', {
    detail: 'The personal data of this lead was erased, so it can only be ended.',
    context: { state },
  });
}

/** What this actor may do to a lead in this state; unless it is erased, notes can always be added. */
export function listActs(
  { state, erased }: { state: LeadState; erased: boolean },
  actor: Actor,
): Action[] {
  const moves: Action[] = leadActs.filter((act) => findNextState(state, act) !== undefined);
  const acts: Action[] = erased
    ? moves.filter((act) => actsOnErased.includes(act))
    : [...moves, 'lead.add_note', 'lead.take', 'lead.release', 'lead.erase'];
  return acts.filter((act) => mayAct(actor, act));
}

const stateWords: Record<LeadState, string> = {
  new: 'has not been accepted yet',
  accepted: 'is accepted and has no appointment',
  declined: 'is declined',
  scheduled: 'has an appointment',
  invoiced: 'is invoiced',
  canceled: 'was canceled by the customer',
};

const actWords: Record<LeadAct, string> = {
  'lead.accept': 'accepted',
  'lead.decline': 'declined',
  'lead.schedule': 'scheduled',
  'lead.reschedule': 'rescheduled',
  'lead.cancel_appointment': 'taken off the calendar',
  'lead.set_job_type': 'given another job type',
  'lead.save_estimate': 'given an estimate',
  'lead.invoice': 'invoiced',
  'lead.reopen': 'reopened',
  'lead.cancel_by_customer': 'canceled',
};

function wayOut(state: LeadState): string {
  if (state === 'declined') return 'Reopen it first.';
  if (state === 'canceled') return 'Nothing more can be done with it.';
  return 'Load the lead again to see what it allows.';
}
