import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { connectStepLabels, connectSteps, type ConnectStep } from './connect-step.ts';
import styles from './step-list.module.css';

/** The four steps of connecting and where one is. */
export function StepList({ current }: { current: ConnectStep }) {
  const position = connectSteps.indexOf(current);
  return (
    <ol className={styles['steps']} aria-label="Steps of connecting">
      {connectSteps.map((step, index) => {
        const done = index < position;
        return (
          <li
            key={step}
            className={styles['step']}
            data-done={done || undefined}
            aria-current={step === current ? 'step' : undefined}
          >
            {done ? <IconCheck size={16} aria-hidden /> : <span aria-hidden>{index + 1}</span>}
            <span className={styles['words']}>
              {connectStepLabels[step]}
              {done && <VisuallyHidden> (done)</VisuallyHidden>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
