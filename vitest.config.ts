import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', 'e2e/**'];
const databaseTests = '{apps,packages,scripts}/**/*.db.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Loading the whole server anew for each file took longer than the tests; what they share is the database server,
    // and each file has a database of its own.
    isolate: false,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{apps,packages,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, databaseTests],
        },
      },
      {
        // Only here is a PostgreSQL started, and only when one of these files is to run.
        extends: true,
        test: {
          name: 'database',
          include: [databaseTests],
          exclude,
          globalSetup: ['apps/server/src/testing/global-setup.ts'],
        },
      },
    ],
  },
});
