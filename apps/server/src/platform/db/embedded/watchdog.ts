/**
 * Runs as a child of the process that started PostgreSQL and stops the server when that process is
 * gone, however it ended: the IPC channel closes even after `kill -9`.
 * Arguments: data folder, cluster folder, pid of the parent.
 */
import { findDataHolder } from './data-holder.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';

const [dataDir = '', clusterDir = '', parentPid = ''] = process.argv.slice(2);

// The terminal's Ctrl-C and a polite SIGTERM to the whole group are the parent's to answer.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => void stopOrphan());
// The parent may have died before this line.
if (!process.connected) void stopOrphan();

async function stopOrphan(): Promise<void> {
  const holder = findDataHolder(dataDir);
  // A new start may have taken the folder and the running server over already.
  const isTakenOver = holder !== undefined && holder.pid !== Number(parentPid);
  const server = isTakenOver ? undefined : findPostmaster(clusterDir);
  if (server) await stopPostmaster(server.pid);
  process.exit(0);
}
