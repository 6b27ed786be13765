import { runProcess } from './run-process.ts';
import { createSystem } from './system.ts';

await runProcess(async ({ config, log }) => {
  const system = await createSystem({ config, log, role: 'worker' });
  await system.work();
  log.info({}, 'worker is ready');
  return system;
});
