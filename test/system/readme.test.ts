import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { loadSample } from '../../infra/local/sample-cluster.ts';
import { ownCloud } from './embedded-cloud.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DEFAULT_ADDRESS = 'http://127.0.0.1:8080';
/** The commands that the test itself stands for. */
const NOT_HERE = /^npm (start|test)\b/;

const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-readme-'));
let cloud: EmbeddedCloud;
beforeAll(async () => {
  // On a port of its own, which is another one than the README's.
  cloud = await ownCloud();
  await loadSample(cloud, () => undefined);
}, 400_000);
afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Returns the command lines of a document's shell blocks, in order. */
function commandsOf(document: string): readonly string[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '' && !NOT_HERE.test(line));
}

/** Runs commands in one shell, whose variables last, in the project's root. Resolves to the first that failed. */
function failureIn(commands: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const script = commands.map((command) => `echo '+ ${command.replaceAll("'", "'\\''")}'\n${command}`);
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', script.join('\n')], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', XDG_CONFIG_HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    shell.on('error', reject);
    shell.on('close', (code) => resolve(code === 0 ? undefined : output.slice(output.lastIndexOf('\n+ '))));
  });
}

test.each(['README.md', 'README.ar.md'])(
  'every command of %s does what it says, on another port too',
  async (document) => {
    const commands = commandsOf(document);
    expect(commands.length).toBeGreaterThan(10);
    const here = commands.map((command) =>
      command
        .replaceAll(DEFAULT_ADDRESS, cloud.url)
        .replaceAll(/\bcertificate\.pdf\b/g, join(folder, 'certificate.pdf')),
    );
    expect(await failureIn(here, { TAWTHEEQ_URL: cloud.url })).toBeUndefined();
  },
  400_000,
);
