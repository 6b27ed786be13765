import { runProcess } from './run-process.ts';
import { createSystem } from './system.ts';

await runProcess(async ({ config, log }) => {
  const system = await createSystem({ config, log, role: 'api' });
  const { port } = await system.listen();
  log.info({ port, surfaces: config.SURFACES }, 'API is ready');
  return system;
});
