import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The outcome of a run of the command line. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** Beside the environment of the tests; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly whileRunning?: (kill: (signal: NodeJS.Signals) => void) => void;
}

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Nobody has signed in there: a developer's own sessions have no part in tests. */
const NO_SESSIONS = join(tmpdir(), 'tawtheeq-no-sessions');

/** Runs the command line in a process of its own, without a terminal. */
export function runTawtheeq(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return startTawtheeq(args, options).ended;
}

/** Starts the command line in a process of its own, without a terminal; `stderr` is what it has written so far. */
export function startTawtheeq(
  args: readonly string[],
  options: RunOptions = {},
): { readonly stderr: string; readonly ended: Promise<Run> } {
  const { TAWTHEEQ_URL, TAWTHEEQ_TOKEN, LC_ALL, LC_MESSAGES, ...environment } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'infra/tools/cli/tawtheeq.mjs'), ...args], {
    env: {
      ...environment,
      XDG_CONFIG_HOME: NO_SESSIONS,
      LANG: 'C',
      TZ: 'UTC',
      NODE_OPTIONS: '',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.whileRunning?.((signal) => child.kill(signal));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return {
    get stderr() {
      return stderr;
    },
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
    }),
  };
}
