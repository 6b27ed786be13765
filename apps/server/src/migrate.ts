import { migrateAll } from './migrate-all.ts';
import { runProcess } from './run-process.ts';

await runProcess(async ({ config, log }) => {
  const applied = await migrateAll(config.DATABASE_URL, log);
  log.info({ applied }, 'the database is up to date');
  process.exit(0);
});
