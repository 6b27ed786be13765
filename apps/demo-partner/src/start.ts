import { parseConfig } from './config.ts';
import { createDemoPartner, type DemoPartner } from './create-demo-partner.ts';
import { StartFault } from './start-fault.ts';

/** The demo partner as a process of its own; ends with its parent, on SIGTERM and on SIGINT. */
async function start(): Promise<void> {
  const config = parseConfig(process.env);
  const partner = await createDemoPartner(config);
  endWith(partner);
  const origin = await partner.listen();
  process.send?.({ type: 'listening', origin });
}

function endWith(partner: DemoPartner): void {
  let closing = false;
  const end = (why: string) => {
    if (closing) return;
    closing = true;
    partner.app.log.info({ why }, 'demo partner ends');
    partner.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  // Only with a parent that opened a channel; it closes however the parent dies.
  process.on('disconnect', () => end('the parent process ended'));
}

function fail(error: unknown): never {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (error instanceof StartFault) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `The demo partner cannot listen: ${error.message}. Stop what uses that port, or set DEMO_PARTNER_PORT.`;
  }
  return error.stack ?? error.message;
}

start().catch(fail);
