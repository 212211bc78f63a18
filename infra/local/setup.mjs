// npm start, npm test and npm run check, bench and mutants, on a machine with only Node.js 20 or newer and npm. Plain
// JavaScript without packages, because it installs them; the commands themselves run on the Node.js 24 among them.
import { installPackages } from './setup/install-packages.mjs';
import { installTestPrograms, requireJava } from './setup/install-programs.mjs';
import { inProject, NODE, ROOT, SetupRefusal } from './setup/project.mjs';
import { runQuietly, runToCompletion } from './setup/run-command.mjs';
import { startOptions } from './setup/start-options.mjs';
import { synthesized } from './setup/synthesize.mjs';

const [command, ...args] = process.argv.slice(2);
// Jest and CDK call `node`: the PATH leads them to the project's.
const env = {
  ...process.env,
  PATH: `${inProject('node_modules/.bin')}:${process.env.PATH}`,
  NODE_NO_WARNINGS: '1',
};
const node = (...nodeArgs) => runToCompletion(NODE, nodeArgs, { cwd: ROOT, env });

const COMMANDS = {
  start: () => {
    requireJava();
    return node('infra/local/start.ts', '--assembly', synthesized(), ...args);
  },
  test: () => {
    requireJava();
    installTestPrograms();
    env.SYNTHESIZED_ASSEMBLY = synthesized();
    if (env.CI !== 'true' && env.CEPH !== '1')
      console.error(
        'Left out: the S3 suite against Ceph’s gateway. It runs in CI, and with CEPH=1 (Debian; it fetches 66 MB).',
      );
    return node(
      '--experimental-vm-modules',
      inProject('node_modules/jest/bin/jest.js'),
      '--ci',
      ...args,
      // Last, because Jest takes every argument after it for a reporter.
      '--reporters=<rootDir>/test/reporter.mjs',
    );
  },
  check: () => {
    const steps = [
      ['the lock file', 'npm', ['ci', '--dry-run', '--loglevel=error']],
      ['format and lint', NODE, [inProject('node_modules/@biomejs/biome/bin/biome'), 'ci', '.']],
      ['types', NODE, [inProject('node_modules/typescript/bin/tsc')]],
      ['types of the stacks', NODE, [inProject('node_modules/typescript/bin/tsc'), '-p', 'infra']],
    ];
    for (const [name, program, stepArgs] of steps) {
      console.log(`Checking ${name} …`);
      const code = runQuietly(program, stepArgs, { cwd: ROOT, env });
      if (code !== 0) throw new SetupRefusal(`Check failed: ${name}.`);
    }
    console.log('Checking synthesis with cdk-nag …');
    // Fails by a finding of its rules, and leaves the stacks for the tests, which take half a minute of CPU.
    synthesized();
    console.log('All checks passed.');
    return 0;
  },
  bench: () => {
    requireJava();
    installTestPrograms();
    return node('test/bench/run.ts', ...args);
  },
  mutants: () => {
    requireJava();
    return node('test/issuing/run-mutants.ts', ...args);
  },
};

async function main() {
  const run = COMMANDS[command];
  if (run === undefined) throw new SetupRefusal(`Commands: ${Object.keys(COMMANDS).join(', ')}.`);
  // Refuses a wrong option before minutes of installing and synthesizing.
  if (command === 'start') startOptions(args);
  installPackages();
  return run();
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    if (!(error instanceof SetupRefusal)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode ?? 1;
  },
);
