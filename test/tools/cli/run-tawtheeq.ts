import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The outcome of a run of the command line. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Runs the command line in a process of its own, without a terminal. */
export function runTawtheeq(
  args: readonly string[],
  options: {
    env?: Record<string, string>;
    whileRunning?: (kill: (signal: NodeJS.Signals) => void) => void;
  } = {},
): Promise<Run> {
  const { TAWTHEEQ_URL, TAWTHEEQ_TOKEN, LC_ALL, LC_MESSAGES, ...environment } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'infra/tools/cli/tawtheeq.mjs'), ...args], {
    env: { ...environment, LANG: 'C', TZ: 'UTC', NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.whileRunning?.((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
