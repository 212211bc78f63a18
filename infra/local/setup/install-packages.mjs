import { existsSync, readFileSync } from 'node:fs';
import { inProject, NODE, ROOT, SetupRefusal } from './project.mjs';
import { isThere, run } from './run-command.mjs';

/** Installs the project's packages when some are missing or of another version than the lock file names. */
export function installPackages() {
  if (existsSync(NODE) && isAsLocked()) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  // They run on the Node that comes with them: what engines they ask for is not this Node's business.
  if (run('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: ROOT }) !== 0) {
    throw new SetupRefusal('npm ci did not succeed: see above, then try again.');
  }
  if (!isThere(NODE, '--version')) {
    throw new SetupRefusal(
      `There is no Node.js 24 package for ${process.platform} on ${process.arch}: use Linux or macOS on x64 or arm64.`,
    );
  }
}

/** npm keeps a list of what it installed; optional packages of other platforms are not in it. */
function isAsLocked() {
  const list = inProject('node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const { packages: installed } = JSON.parse(readFileSync(list, 'utf8'));
  const { packages: locked } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}
