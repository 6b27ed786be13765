import { IconMapQuestion } from '@tabler/icons-react';
import { ButtonLink } from './link.tsx';
import { PageState } from './page-state.tsx';

/** Stands where an address leads nowhere. */
export function NotFoundState() {
  return (
    <PageState
      icon={<IconMapQuestion size={24} />}
      title="There is nothing at this address"
      whole
      actions={
        <ButtonLink to="/" variant="default">
          Go to your start page
        </ButtonLink>
      }
    >
      It may have been deleted, or the link is not complete.
    </PageState>
  );
}
