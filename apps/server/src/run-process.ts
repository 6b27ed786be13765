import { ConfigFault, parseConfig } from './config.ts';
import type { Config } from './config.ts';
import { createLog } from '#platform/log.ts';
import type { Log } from '#platform/log.ts';

/**
 * The frame of a production process: reads the environment or says all that is wrong with it (exit code 2), runs, and on
 * SIGTERM or SIGINT closes and exits 0; a second signal ends it at once.
 */
export async function runProcess(
  run: (parts: { config: Config; log: Log }) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  const config = readConfig();
  const log = createLog({ level: config.LOG_LEVEL });
  try {
    const running = await run({ config, log });
    closeOnSignal(log, () => running.close());
  } catch (err) {
    log.fatal({ err }, 'the process could not start');
    process.exit(1);
  }
}

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (err) {
    if (!(err instanceof ConfigFault)) throw err;
    process.stderr.write(
      `The environment is not complete:\n${err.message}\nSee .env.example for each variable.\n`,
    );
    process.exit(2);
  }
}

/** Runs `close` once on SIGTERM or SIGINT, then exits 0; a second signal exits at once. */
export function closeOnSignal(log: Pick<Log, 'info' | 'error'>, close: () => Promise<void>): void {
  let isClosing = false;
  const stop = (signal: NodeJS.Signals) => {
    if (isClosing) process.exit(1);
    isClosing = true;
    log.info({ signal }, 'stopping');
    close().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
