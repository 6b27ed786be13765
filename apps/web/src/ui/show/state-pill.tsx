import type { ReactNode } from 'react';
import styles from './state-pill.module.css';

export type StateTone = 'good' | 'warn' | 'bad' | 'busy' | 'off';

export interface StatePillProps {
  /** `good` green, `warn` amber, `bad` red, `busy` blue (on its way), `off` grey. */
  tone: StateTone;
  /** The state as a word or two: colour alone says nothing. */
  children: ReactNode;
}

/** A state: a dot and a word. */
export function StatePill({ tone, children }: StatePillProps) {
  return (
    <span className={styles['pill']}>
      <span className={styles['dot']} style={{ background: `var(--state-${tone})` }} />
      {children}
    </span>
  );
}
