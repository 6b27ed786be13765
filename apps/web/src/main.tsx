import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { sessionQuery } from './features/session/queries.ts';
import { createAppRouter } from './router.ts';
import { focusHeadingOnNavigation } from './shell/focus-heading.ts';
import { colorSchemeManager, cssVariables, theme } from './theme.ts';

const queryClient = createQueryClient({ onSignedOut: () => void toSignIn() });
const router = createAppRouter(queryClient);
focusHeadingOnNavigation(router);

/** The session ended while a page was open: sign in, and come back to it. */
async function toSignIn(): Promise<void> {
  const { pathname, href } = router.state.location;
  // Guards redirect by themselves while a navigation is under way.
  if (pathname === '/sign-in' || router.state.status === 'pending') return;
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  await router.navigate({ to: '/sign-in', search: { returnTo: href } });
}

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Notifications position="bottom-right" transitionDuration={120} limit={4} />
    </MantineProvider>
  </StrictMode>,
);
