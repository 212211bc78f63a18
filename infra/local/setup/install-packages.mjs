import { existsSync, readFileSync } from 'node:fs';
import { inProject, NODE, ROOT, SetupRefusal } from './project.mjs';
import { canRun, run } from './run-command.mjs';

/** Installs the project's packages unless those of the lock file are installed. @throws SetupRefusal */
export function installPackages() {
  if (existsSync(NODE) && isAsLocked()) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  // npm's warnings about `engines` compare with this Node.js, but the packages run on the one among them.
  if (run('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: ROOT }) !== 0) {
    throw new SetupRefusal('npm ci did not succeed: see above, then try again.');
  }
  if (!canRun(NODE, '--version')) {
    throw new SetupRefusal(
      `There is no Node.js 24 package for ${process.platform} on ${process.arch}: use Linux or macOS on x64 or arm64.`,
    );
  }
}

/** Compares the lock file with npm's list of what it installed; that has no optional packages of other platforms. */
function isAsLocked() {
  const list = inProject('node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const { packages: installed } = JSON.parse(readFileSync(list, 'utf8'));
  const { packages: locked } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}
