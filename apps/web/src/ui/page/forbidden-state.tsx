import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ButtonLink } from './link.tsx';
import { PageState } from './page-state.tsx';

export interface ForbiddenStateProps {
  /** Who may, and whom to ask. */
  children?: ReactNode;
  whole?: boolean;
}

/** Stands where the reader may not look. */
export function ForbiddenState({ children, whole = false }: ForbiddenStateProps) {
  return (
    <PageState
      icon={<IconLock size={24} />}
      title="You may not see this page"
      whole={whole}
      actions={
        <ButtonLink to="/" variant="default">
          Go to your start page
        </ButtonLink>
      }
    >
      {children ?? 'Ask an administrator to change your role.'}
    </PageState>
  );
}
