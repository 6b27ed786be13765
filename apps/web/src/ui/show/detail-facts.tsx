import type { ReactNode } from 'react';
import styles from './detail-facts.module.css';

/** What is known of a thing, a line each. */
export function DetailFacts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Text as it was sent, in lines. */
export function CodeBlock({ children }: { children: string }) {
  return <pre className={styles['code']}>{children}</pre>;
}
