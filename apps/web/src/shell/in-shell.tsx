import { createContext, use, type ReactNode } from 'react';
import { productName } from '#web/product-name.ts';
import { Diamond } from './diamond.tsx';
import styles from './in-shell.module.css';

/** Whether a portal's shell is around; it brings the main landmark and the way home. */
export const InShell = createContext(false);

/** Gives what stands in place of a page a main landmark and the product's name where no shell does. */
export function ShellOrBare({ children }: { children: ReactNode }) {
  if (use(InShell)) return children;
  return (
    <main className={styles['bare']}>
      <p className={styles['brand']}>
        <Diamond size={28} />
        {productName}
      </p>
      {children}
    </main>
  );
}
