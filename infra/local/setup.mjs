// npm start, test, run check, run bench: on a machine with nothing but Node.js 20 or newer and npm. Plain JavaScript
// without packages, because it runs before they are there; the work itself runs on the Node 24 that comes with them.
import { installPackages } from './setup/install-packages.mjs';
import { needJava, wantTestPrograms } from './setup/install-programs.mjs';
import { inProject, NODE, ROOT, SetupRefusal } from './setup/project.mjs';
import { runQuietly, runUntilItEnds } from './setup/run-command.mjs';
import { startOptions } from './setup/start-options.mjs';
import { synthesized } from './setup/synthesize.mjs';

const [command, ...args] = process.argv.slice(2);
// Test tools and CDK call `node`: they shall find ours.
const env = {
  ...process.env,
  PATH: `${inProject('node_modules/.bin')}:${process.env.PATH}`,
  NODE_NO_WARNINGS: '1',
};
const node = (...nodeArgs) => runUntilItEnds(NODE, nodeArgs, { cwd: ROOT, env });

const COMMANDS = {
  start: () => {
    needJava();
    return node('infra/local/start.ts', '--assembly', synthesized(), ...args);
  },
  test: () => {
    needJava();
    wantTestPrograms();
    env.SYNTHESIZED_ASSEMBLY = synthesized();
    return node(
      '--experimental-vm-modules',
      inProject('node_modules/jest/bin/jest.js'),
      '--ci',
      ...args,
      // Last, because Jest takes every word after it for a reporter.
      '--reporters=<rootDir>/test/reporter.mjs',
    );
  },
  check: () => {
    const steps = [
      ['the lock file', 'npm', ['ci', '--dry-run', '--loglevel=error']],
      ['format and lint', NODE, [inProject('node_modules/@biomejs/biome/bin/biome'), 'ci', '.']],
      ['types', NODE, [inProject('node_modules/typescript/bin/tsc')]],
      ['types of the stacks', NODE, [inProject('node_modules/typescript/bin/tsc'), '-p', 'infra']],
      ['synthesis with cdk-nag', NODE, ['infra/main.ts']],
    ];
    for (const [name, program, stepArgs] of steps) {
      console.log(`Checking ${name} …`);
      const code = runQuietly(program, stepArgs, {
        cwd: ROOT,
        env: { ...env, CDK_OUTDIR: inProject('.cache/check') },
      });
      if (code !== 0) throw new SetupRefusal(`Check failed: ${name}.`);
    }
    console.log('All checks passed.');
    return 0;
  },
  bench: () => {
    needJava();
    return node('test/bench/run.ts', ...args);
  },
};

async function main() {
  const work = COMMANDS[command];
  if (work === undefined) throw new SetupRefusal(`Say one of: ${Object.keys(COMMANDS).join(', ')}.`);
  // A mistyped option is told before minutes of installing and synthesizing.
  if (command === 'start') startOptions(args);
  installPackages();
  return work();
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
