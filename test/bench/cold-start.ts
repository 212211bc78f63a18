/**
 * Measures how long a new process of a function takes to its first result, in the embedded cloud:
 * `node test/bench/cold-start.ts [runs]`. Each run starts one process of the deployed bundle with Lambda's environment and
 * passes it one request: a claim of a certificate, a batch message with one volunteer, or a verification. Lambda's
 * runtime client is not included. Prints medians, and the budget for a claim's first certificate.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { type FunctionDefinition, lambdaEnvironment } from '../../infra/local/lambda/function-process.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { chunkEvent, claimEvent, ISSUER_ID, verificationEvent } from './first-request.ts';
import { issueBatch } from './issue-batch.ts';

const FUNCTIONS = {
  claims: { logicalId: /^IssuingClaims/, eventFor: claimEvent },
  worker: { logicalId: /^BatchesWorker/, eventFor: chunkEvent },
  verification: { logicalId: /^Verification[0-9A-F]{8}$/, eventFor: verificationEvent },
} as const;
type FunctionName = keyof typeof FUNCTIONS;

/** A function to measure, with the proof that its documents carry when it issues any. */
interface Case {
  readonly functionName: FunctionName;
  readonly proof?: 'plain' | 'credential';
}

const CASES: readonly Case[] = [
  { functionName: 'claims', proof: 'plain' },
  { functionName: 'claims', proof: 'credential' },
  { functionName: 'worker', proof: 'credential' },
  { functionName: 'verification' },
];

/** Median of the time to a claim's first certificate, on a machine where Node alone starts in 25 to 30 ms. */
const BUDGET_MS = 400;
/** Certificates issued before the first run: the emulators' first thousand calls are slow. */
const WARM_UP_CERTIFICATES = 1_000;
/** Time for the emulators' background compilation to finish. */
const WARM_UP_PAUSE_MS = 3_000;
const PROCESS_TIMEOUT_MS = 20_000;

/** Milliseconds since the process was started; `cpu` is the CPU time of its main thread. */
type Times = Record<'node' | 'loaded' | 'certificate' | 'answered' | 'cpu', number>;

/** The medians of one case, in milliseconds. */
interface ColdStart extends Case {
  /** Node runs the first line of a module. */
  readonly nodeMs: number;
  /** The bundle is loaded, and the renderer has rendered once. */
  readonly loadedMs: number;
  /** The first certificate is complete and its upload starts; absent for a function that issues none. */
  readonly certificateMs?: number;
  /** The handler has answered. */
  readonly answeredMs: number;
  readonly cpuMs: number;
}

/** Measures every case; the cases take turns, so that a slow moment of the machine affects all of them. */
async function measureColdStart(runs: number): Promise<readonly ColdStart[]> {
  const data = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
  try {
    await issueBatch(cloud, ISSUER_ID, WARM_UP_CERTIFICATES);
    await setTimeout(WARM_UP_PAUSE_MS);
    const cases = CASES.map((one) => ({
      case: one,
      definition: withProof(one.proof, definitionOf(cloud, one.functionName), data),
      times: [] as Times[],
    }));
    for (let run = 0; run < runs; run += 1)
      for (const [
        index,
        {
          case: { functionName },
          definition,
          times,
        },
      ] of cases.entries()) {
        const event = await FUNCTIONS[functionName].eventFor(cloud, `COLD-${functionName}-${index}-${run}`);
        times.push(await firstResult(definition, event));
      }
    return cases.map(({ case: one, times }) => coldStartOf(one, times));
  } finally {
    await cloud.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

function coldStartOf(one: Case, times: readonly Times[]): ColdStart {
  const medianOf = (moment: keyof Times) => median(times.map((run) => run[moment]));
  return {
    ...one,
    nodeMs: medianOf('node'),
    loadedMs: medianOf('loaded'),
    ...(one.proof === undefined ? {} : { certificateMs: medianOf('certificate') }),
    answeredMs: medianOf('answered'),
    cpuMs: medianOf('cpu'),
  };
}

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

/** Formats the medians as a table, followed by the budget for claims. */
function describeColdStart(results: readonly ColdStart[]): string {
  const rows = results.map((result) =>
    [
      result.functionName.padEnd(12),
      (result.proof ?? '').padEnd(10),
      ...[result.nodeMs, result.loadedMs, result.certificateMs, result.answeredMs, result.cpuMs].map((ms) =>
        `${ms ?? ''}`.padStart(11),
      ),
    ].join('  '),
  );
  const head = 'ms until      proof        Node runs       loaded  certificate     answered          CPU';
  const budgets = results
    .filter(({ functionName }) => functionName === 'claims')
    .map(({ proof, nodeMs, certificateMs = Number.NaN }) =>
      [
        certificateMs <= BUDGET_MS ? 'kept  ' : 'MISSED',
        `a claim's first certificate (${proof}) within ${BUDGET_MS} ms: ${certificateMs}`,
        `where Node alone takes ${nodeMs} (the budget assumes 25 to 30)`,
      ].join('  '),
    );
  return [head, ...rows, '', ...budgets].join('\n');
}

/** The measured process: loads the bundle, calls the handler once and prints its times. */
const CHILD = `
import { subscribe } from 'node:diagnostics_channel';
const node = performance.now();
let certificate = 0;
subscribe('http.client.request.start', ({ request: { method, path } }) => {
  if (method === 'PUT' && path.includes('/documents/')) certificate ||= performance.now();
});
const { handler } = await import('./index.mjs');
const loaded = performance.now();
const answer = await handler(JSON.parse(process.env.EVENT), { getRemainingTimeInMillis: () => 10_000 });
const answered = performance.now();
const { user, system } = process.threadCpuUsage();
console.log(JSON.stringify({ times: { node, loaded, certificate, answered, cpu: (user + system) / 1000 }, answer }));
process.exit();
`;

/** Runs one process of a function with one event. @throws Error when it does not answer with success. */
async function firstResult(definition: FunctionDefinition, event: unknown): Promise<Times> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', CHILD],
    {
      cwd: definition.taskRoot,
      timeout: PROCESS_TIMEOUT_MS,
      env: { ...lambdaEnvironment(definition), EVENT: JSON.stringify(event) },
    },
  );
  const { times, answer } = JSON.parse(stdout || '{}');
  const succeeded = [200, 201].includes(answer?.statusCode) || answer?.batchItemFailures?.length === 0;
  if (!succeeded) throw new Error(`The function did not succeed: ${stdout}${stderr}`);
  return times;
}

function definitionOf({ functions }: EmbeddedCloud, functionName: FunctionName): FunctionDefinition {
  const found = functions.find(({ logicalId }) => FUNCTIONS[functionName].logicalId.test(logicalId));
  if (found === undefined) throw new Error(`The template has no function ${functionName}`);
  return found.pool.definition;
}

/** Returns a function with a copy of its bundle in which the documents of all issuers carry the given proof. */
function withProof(proof: Case['proof'], definition: FunctionDefinition, data: string): FunctionDefinition {
  if (proof === undefined) return definition;
  const taskRoot = mkdtempSync(join(data, 'task-'));
  cpSync(definition.taskRoot, taskRoot, { recursive: true });
  const issuers = join(taskRoot, 'templates', 'issuers');
  for (const name of readdirSync(issuers).filter((file) => file.endsWith('.json'))) {
    const issuer = JSON.parse(readFileSync(join(issuers, name), 'utf8'));
    writeFileSync(join(issuers, name), JSON.stringify({ ...issuer, proof }));
  }
  return { ...definition, taskRoot };
}

console.log(describeColdStart(await measureColdStart(Number(process.argv[2] ?? 15))));
