import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageState } from './page-state.tsx';

export interface EmptyStateProps {
  /** What is missing, such as "No integrations yet". */
  title: string;
  /** What will be here. */
  children: ReactNode;
  /** The button that starts it. */
  action?: ReactNode;
  icon?: ReactNode;
}

/** Stands where a list has nothing yet. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <PageState icon={icon ?? <IconInbox size={24} />} title={title} actions={action}>
      {children}
    </PageState>
  );
}
