import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { ButtonLink } from '#web/ui/page/link.tsx';

/** Leads to the form of a new integration. Its id is in the address from the start, so a reload keeps its Callback URL. */
export function CreateButton() {
  const [id] = useState(() => newId());
  return (
    <ButtonLink to="/integrations/$id/new" params={{ id }} leftSection={<IconPlus size={18} />}>
      Create Integration
    </ButtonLink>
  );
}
