import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionStates } from '@leads/contract/tenant-integrations';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import { findNextState, livingStates, openStates, transitions } from './connection-state.ts';
import type { ConnectionAct } from './connection-state.ts';

const acts = Object.keys(transitions) as ConnectionAct[];
const anyAct = fc.constantFrom(...acts);

/** The states that a request goes through when these things are tried, one after the other. */
function walk(from: ConnectionState, tried: readonly ConnectionAct[]): ConnectionState[] {
  const path = [from];
  for (const act of tried) {
    const next = findNextState(path.at(-1) ?? from, act);
    if (next !== undefined) path.push(next);
  }
  return path;
}

const isOpen = (state: ConnectionState) => (openStates as readonly string[]).includes(state);
const isLiving = (state: ConnectionState) => (livingStates as readonly string[]).includes(state);

describe('whatever is tried with a connection, in whatever order', () => {
  it('declined and failed are ends that nothing leads out of', () => {
    fc.assert(
      fc.property(fc.constantFrom('declined', 'failed'), fc.array(anyAct), (end, tried) => {
        expect(walk(end, tried)).toEqual([end]);
      }),
    );
  });

  it('the one way out of disconnected is the same account coming again', () => {
    for (const act of acts) {
      expect(findNextState('disconnected', act)).toBe(act === 'reopen' ? 'connected' : undefined);
    }
  });

  it('a request that has ended is never under way again', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 50 }), (tried) => {
        const path = walk('pending', tried);
        const afterEnd = path.slice(path.filter(isOpen).length);
        expect(afterEnd.some(isOpen)).toBe(false);
      }),
    );
  });

  it('what is connected is left by a disconnection alone', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 50 }), (tried) => {
        const leaving = tried.filter((act, index) => {
          const before = walk('pending', tried.slice(0, index)).at(-1);
          const next = before === undefined ? undefined : findNextState(before, act);
          return before === 'connected' && next !== undefined && next !== 'connected';
        });
        expect(new Set(leaving).isSubsetOf(new Set(['disconnect']))).toBe(true);
      }),
    );
  });

  it('every state can be reached, and from each living one all ends that are its own', () => {
    const reachable = (from: ConnectionState): Set<ConnectionState> => {
      const seen = new Set([from]);
      for (const state of seen)
        for (const act of acts) {
          const next = findNextState(state, act);
          if (next !== undefined) seen.add(next);
        }
      return seen;
    };
    expect([...reachable('pending')].sort()).toEqual([...connectionStates].sort());
    expect([...reachable('connected')].sort()).toEqual(['connected', 'disconnected']);
    expect(connectionStates.filter(isLiving)).toEqual(['pending', 'processing', 'connected']);
  });
});
