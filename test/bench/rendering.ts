/**
 * Renders the certificates of a half-year (2,000 people over 200 opportunities, in the order of a batch) with our
 * renderer, which attaches a credential, and with its alternatives, which draw prepared lines, alternating in one run, and prints CPU time per
 * certificate (including child processes), bytes, cold start and peak memory. `--json FILE` also writes the results.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { RUNTIME_FILES } from '../../functions/rendering/runtime-files.ts';
import { writeScenes } from './scene.ts';

/** Renderers with the number of certificates per round: enough for the process clock, few for the slow ones. */
const CONTESTANTS = [
  { name: 'ours', perRound: 1000 },
  { name: 'typst', perRound: 20 },
  { name: 'chromium', perRound: 6 },
  { name: 'react-pdf', perRound: 6 },
  { name: 'pdf-lib', perRound: 3 },
] as const;
const ROUNDS = 7;

interface Measured {
  readonly cpuMs: number;
  readonly bytes: number;
  readonly peakMegabytes: number;
}

/** Result of one renderer: medians per certificate, and the peak of all rounds. */
export interface RenderingResult {
  readonly name: string;
  readonly cpuMs: number;
  readonly bytes: number;
  readonly coldStartMs: number;
  readonly peakMegabytes: number;
}

/** Measures all renderers that can be started. */
export async function measureRendering(): Promise<RenderingResult[]> {
  const running: {
    name: string;
    perRound: number;
    child: ChildProcess;
    coldStartMs: number;
    rounds: Measured[];
  }[] = [];
  const start = contestantsStart();
  for (const { name, perRound } of CONTESTANTS) {
    try {
      running.push({ name, perRound, ...(await start(name)), rounds: [] });
    } catch (error) {
      console.warn(`${name} can't be measured: ${error instanceof Error ? error.message : error}`);
    }
  }
  for (let round = -1; round <= ROUNDS; round++) {
    for (const { child, perRound, rounds } of running) {
      child.send({ from: (round + 1) * perRound + 1, count: perRound });
      const measured = await answer(child);
      // The first two rounds warm up the renderers.
      if (round > 0) rounds.push(measured);
    }
  }
  for (const { child } of running) child.send({ from: 0, count: 0 });
  return running.map(({ name, perRound, coldStartMs, rounds }) => ({
    name,
    cpuMs: median(rounds.map(({ cpuMs }) => cpuMs / perRound)),
    bytes: Math.round(median(rounds.map(({ bytes }) => bytes / perRound))),
    coldStartMs: Math.round(coldStartMs),
    peakMegabytes: Math.round(Math.max(...rounds.map(({ peakMegabytes }) => peakMegabytes))),
  }));
}

/** Bundles of the peers, beside the packages that they can't contain: those with native code or files of their own. */
const BUNDLED_PEERS = join(import.meta.dirname, 'node_modules', '.bundled');
const NOT_BUNDLED = [
  '@myriaddreamin/typst-ts-node-compiler',
  '@react-pdf/renderer',
  'playwright-core',
  'react',
];

type ContestantName = (typeof CONTESTANTS)[number]['name'];

/** Returns a function that starts the process of a contestant and waits for its first certificate. */
export function contestantsStart(): (
  name: ContestantName,
) => Promise<{ child: ChildProcess; coldStartMs: number }> {
  const ours = bundled(join(import.meta.dirname, 'peers', 'ours.ts'));
  const scenes = join(dirname(ours), 'scenes.json');
  writeScenes(scenes);
  const modules: Record<string, string> = { ours };
  for (const { name } of CONTESTANTS) {
    if (name === 'ours') continue;
    modules[name] = join(BUNDLED_PEERS, `${name}.mjs`);
    compile(join(import.meta.dirname, 'peers', `${name}.ts`), modules[name]);
  }
  // Compiled as well, so that no cold start includes stripping its types.
  const contestant = join(dirname(ours), 'contestant.mjs');
  compile(join(import.meta.dirname, 'contestant.ts'), contestant);
  return async (name) => {
    const started = performance.now();
    const child = fork(contestant, [modules[name] ?? ''], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        BENCH_SCENES: scenes,
        ...(name === 'ours' ? { LAMBDA_TASK_ROOT: dirname(ours) } : {}),
      },
    });
    await answer(child);
    return { child, coldStartMs: performance.now() - started };
  };
}

/** Bundles our renderer as it is deployed, with its data beside it, and returns the path of the bundle. */
function bundled(source: string): string {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench', 'ours');
  rmSync(folder, { recursive: true, force: true });
  for (const { from, to } of RUNTIME_FILES) {
    cpSync(join(import.meta.dirname, '..', '..', from), join(folder, to), { recursive: true });
  }
  const outfile = join(folder, 'ours.mjs');
  compile(source, outfile);
  return outfile;
}

/** Some packages inside an ES module still call `require`. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

function compile(source: string, outfile: string): void {
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    external: NOT_BUNDLED,
    banner: { js: REQUIRE },
  });
}

/** Waits for the next message of a contestant. */
function answer(child: ChildProcess): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Measured);
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Returns the results as a table, and whether they meet our budgets. */
export function describeRendering(results: readonly RenderingResult[]): string {
  const ours = results.find(({ name }) => name === 'ours');
  const rows = results.map(({ name, cpuMs, bytes, coldStartMs, peakMegabytes }) =>
    [
      name.padEnd(10),
      cpuMs.toFixed(3).padStart(9),
      String(Math.round(1000 / cpuMs)).padStart(8),
      (ours ? `${(cpuMs / ours.cpuMs).toFixed(0)}×` : '').padStart(7),
      bytes.toLocaleString('en').padStart(9),
      `${coldStartMs}`.padStart(8),
      `${peakMegabytes}`.padStart(7),
    ].join('  '),
  );
  const head = 'renderer      CPU ms  per core   ratio      bytes  cold ms  peak MB';
  return [head, ...rows, ...budgets(results)].join('\n');
}

function budgets(results: readonly RenderingResult[]): string[] {
  const of = (name: string) => results.find((result) => result.name === name);
  const ours = of('ours');
  if (!ours) return [];
  const against = (name: string, times: number, peer: string) => {
    const theirs = of(name);
    if (!theirs) return `UNKNOWN ${times} times ${peer}: not measured`;
    const ratio = theirs.cpuMs / ours.cpuMs;
    return line(ratio >= times, `${times} times ${peer}: ${ratio.toFixed(1)}`);
  };
  const line = (holds: boolean, text: string) => `${holds ? 'kept   ' : 'MISSED '} ${text}`;
  return [
    '',
    line(ours.cpuMs <= 0.8, `at most 0.8 ms CPU per certificate: ${ours.cpuMs.toFixed(3)}`),
    line(ours.bytes <= 58 * 1024, `at most 58 KB: ${(ours.bytes / 1024).toFixed(1)}`),
    line(
      ours.coldStartMs <= 250,
      `first certificate within 250 ms of starting the process: ${ours.coldStartMs}`,
    ),
    against('typst', 10, 'typst'),
    against('chromium', 50, 'a reused Chromium'),
    against('pdf-lib', 150, 'pdf-lib used the usual way'),
  ];
}

if (import.meta.main) {
  const results = await measureRendering();
  console.log(describeRendering(results));
  const at = process.argv.indexOf('--json');
  const file = process.argv[at + 1];
  if (at > 0 && file) {
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `${JSON.stringify({ at: new Date().toISOString(), node: process.version, arch: process.arch, results }, null, 2)}\n`,
    );
  }
}
