import { test as base } from '@playwright/test';

/**
 * One user's story. The browsers that it opened are closed behind it: a page left open would go on living, fetching and
 * drawing beside the stories that follow.
 */
export const test = base.extend<{ closing: void }>({
  closing: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
