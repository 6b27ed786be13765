import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

/** Facts about one thing, a line each: the term left, what it is right. A fact that is null or empty is left out. */
export function FactList({
  facts,
}: {
  facts: readonly (readonly [term: string, fact: ReactNode])[];
}) {
  return (
    <dl className={styles['facts']}>
      {facts.map(
        ([term, fact]) =>
          fact !== null &&
          fact !== '' && (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
