// Runs on whatever Node the machine has: installs what is missing, then hands over to the Node 26
// that npm installed. Syntax and imports stay such that an old Node still reaches the sentence below.
//   node scripts/bootstrap.mjs start
//   node scripts/bootstrap.mjs test
//   node scripts/bootstrap.mjs run <file.ts or name in node_modules/.bin> [arguments]
// package.json runs it by `exec`, so that no shell stands between npm's signals and it.
import process from 'process';

const oldestNode = 20;
const major = Number(process.versions.node.split('.')[0]);

if (major < oldestNode) {
  stop(
    `This needs Node ${oldestNode} or newer to set itself up (it then brings its own Node 26), ` +
      `but here runs Node ${process.versions.node}. Install a newer one, from nodejs.org or your package manager.`,
  );
} else if (process.platform === 'win32') {
  stop('This runs on Linux and macOS. On Windows, use WSL: run it inside a Linux there.');
} else {
  import('./bootstrap/main.mjs').then(({ main }) => main(process.argv.slice(2))).catch(stop);
}

/** A sentence for what we expected; the whole stack for what we did not. */
function stop(fault) {
  const isSentence = typeof fault === 'string' || fault.name === 'BootstrapFault';
  console.error(isSentence ? fault.message || fault : fault);
  process.exit(1);
}
