import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { refusals, uselessRights } from './rights/faults-of-rights.ts';
import { isWholeRun } from './rights/is-whole-run.ts';
import { REASONS } from './rights/reasons.ts';

/**
 * Jest's global teardown: ends the shared cloud and removes its folder, unless KEEP_SHARED_CLOUD is set. Fails the run
 * if an answer differed from the route table or a function lacked a permission, and a run of every test if nothing needed
 * a permission.
 */
export default async function stopSharedCloud(selection) {
  const shared = globalThis.sharedCloudProcess;
  if (shared === undefined) return;
  const { child, data } = shared;
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    // Without a reference to the process Jest could exit before this function ends, and lose the run's exit code.
    child.ref();
    child.stdin.end();
    await exited;
  }
  const clouds = readJsonFiles(path.join(data, 'rights'));
  const refused = refusals(clouds);
  const useless = isWholeRun(selection, process.exitCode) ? uselessRights(clouds, REASONS) : [];
  const file = path.join(data, 'differences.log');
  const differences = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (process.env.KEEP_SHARED_CLOUD) console.log(`The shared cloud's folder: ${data}`);
  else await rm(data, { recursive: true, force: true });
  const wrong = [...refused, ...useless];
  if (wrong.length > 0) throw new Error(`Permissions are wrong:\n${wrong.join('\n')}`);
  if (differences !== '') throw new Error(`Answers differ from the route table:\n${differences}`);
}

const readJsonFiles = (folder) =>
  readdirSync(folder).map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
