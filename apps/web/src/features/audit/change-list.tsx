import { Button, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { diffWords } from 'diff';
import { useState } from 'react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import styles from './change-list.module.css';
import type { Change } from './diff-entry.ts';

/** The changes of an entry: what it was, what it became. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const [shown, setShown] = useState(changesAtFirst);
  return (
    <>
      <dl className={styles['changes']}>
        {changes.slice(0, shown).map((change) => (
          <div key={change.field}>
            <dt>{change.field}</dt>
            <dd>
              <What change={change} />
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > shown && (
        <Button variant="default" size="xs" mt="md" onClick={() => setShown(changes.length)}>
          Show all {changes.length.toLocaleString()} changes
        </Button>
      )}
    </>
  );
}

const changesAtFirst = 50;

function What({ change }: { change: Change }) {
  switch (change.kind) {
    case 'secret':
      return <>Secret changed</>;
    case 'value':
      return (
        <div className={styles['values']}>
          <div className={styles['before']}>
            <VisuallyHidden>Before: </VisuallyHidden>
            {change.before}
          </div>
          <IconArrowRight size={18} className={styles['arrow']} aria-hidden />
          <div className={styles['after']}>
            <VisuallyHidden>After: </VisuallyHidden>
            {change.after}
          </div>
        </div>
      );
    case 'text':
      return (
        <div className={styles['text']}>
          {diffWords(change.before, change.after).map((part, index) => {
            const Part = part.added ? 'ins' : part.removed ? 'del' : 'span';
            return <Part key={index}>{part.value}</Part>;
          })}
        </div>
      );
    case 'list':
      return <ListChange change={change} />;
  }
}

function ListChange({ change }: { change: Extract<Change, { kind: 'list' }> }) {
  const { added, removed, isReordered } = change;
  if (isReordered) return <>In another order</>;
  return (
    <>
      {added.length > 0 && (
        <Items label={`${toCountedWords(added.length, 'added', 'added')}`} sign="+" items={added} />
      )}
      {removed.length > 0 && (
        <Items
          label={`${toCountedWords(removed.length, 'removed', 'removed')}`}
          sign="−"
          items={removed}
        />
      )}
    </>
  );
}

const itemsMax = 200;

function Items({ label, sign, items }: { label: string; sign: string; items: readonly string[] }) {
  return (
    <section>
      <Text c="dimmed" size="sm">
        {label}
      </Text>
      <ul className={styles['items']}>
        {items.slice(0, itemsMax).map((item) => (
          <li key={item}>
            <span aria-hidden>{sign}</span> {item}
          </li>
        ))}
      </ul>
      {items.length > itemsMax && (
        <Text c="dimmed">and {(items.length - itemsMax).toLocaleString()} more</Text>
      )}
    </section>
  );
}
