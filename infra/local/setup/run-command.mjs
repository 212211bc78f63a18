import { spawn, spawnSync } from 'node:child_process';

/** Returns whether a program runs and succeeds. */
export function canRun(program, ...args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Runs a program with this process's input and output. Returns its exit code, or 1 when it could not run. */
export function run(program, args, options = {}) {
  return spawnSync(program, args, { stdio: 'inherit', ...options }).status ?? 1;
}

/** Runs a program as `run` does, but prints its output only when it fails. */
export function runQuietly(program, args, options) {
  const { status, stdout, stderr } = spawnSync(program, args, { ...options, maxBuffer: 2 ** 28 });
  if (status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  return status ?? 1;
}

/**
 * Runs a program until it ends and resolves to its exit code. Passes signals on, and stops the program when this
 * process's parent has ended.
 */
export function runToCompletion(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? (signal === null ? 1 : 130));
    });
  });
}
