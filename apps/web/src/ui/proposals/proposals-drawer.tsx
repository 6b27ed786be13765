import { Button, Drawer } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { Suspense, useState, type ReactNode } from 'react';
import { PanelSkeleton } from './panel-skeleton.tsx';

export interface ProposalsDrawerProps {
  /** The panel, loaded when it is opened first. */
  children: (close: () => void) => ReactNode;
}

/** The button that opens proposals beside a mapping. */
export function ProposalsDrawer({ children }: ProposalsDrawerProps) {
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  return (
    <>
      <Button
        variant="light"
        size="xs"
        leftSection={<IconSparkles size={18} />}
        onClick={() => setOpened(true)}
      >
        Suggest mappings
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="min(48rem, 100%)"
        title="Suggest mappings"
        transitionProps={{ duration: 120 }}
        closeButtonProps={{ 'aria-label': 'Close suggestions' }}
      >
        <Suspense fallback={<PanelSkeleton />}>{children(close)}</Suspense>
      </Drawer>
    </>
  );
}
