import { once } from 'node:events';
import { rm } from 'node:fs/promises';

/** Jest's global teardown: ends the shared cloud and forgets its folder, unless a person wants to look at it. */
export default async function stopSharedCloud() {
  const shared = globalThis.sharedCloudProcess;
  if (shared === undefined) return;
  const { child, data } = shared;
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    // Waited for by nothing else, it would let Jest end in the middle, and with it the run's exit code.
    child.ref();
    child.stdin.end();
    await gone;
  }
  if (process.env.KEEP_SHARED_CLOUD) console.log(`The shared cloud's folder: ${data}`);
  else await rm(data, { recursive: true, force: true });
}
