import type { Session } from '@leads/contract/session';
import { productName } from '#web/product-name.ts';
import { adminEntriesFor } from './admin-entries.ts';
import { Diamond } from './diamond.tsx';
import { PaletteButton } from './palette/palette-button.tsx';
import { PortalShell } from './portal-shell.tsx';

/** The Admin Portal around its pages. */
export function AdminShell({ session }: { session: Session }) {
  return (
    <PortalShell
      session={session}
      role={session.staffRole ?? ''}
      entries={adminEntriesFor(session)}
      search={<PaletteButton session={session} />}
      brand={{ logo: <Diamond size={32} />, name: productName, under: 'Admin Portal' }}
    />
  );
}
