/**
 * How long a new process of the issuing functions takes to its first certificate, in the embedded cloud:
 * `node test/bench/cold-start.ts [runs]`. Each run is one process of the deployed bundle in Lambda's environment: of the
 * function that a volunteer waits for, whose documents carry nothing or a credential, and of the batches' worker with a
 * message of one volunteer. They take turns with the peers of `npm run bench`, from process to first certificate: the
 * budget of 250 ms comes from a machine on which pdf-lib, used the usual way, takes 1,000 and typst 200, and this one may
 * be another or have a slow day. Lambda's runtime client isn't in it.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { lambdaEnvironment } from '../../infra/local/lambda/function-process.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { chunkEvent, claimEvent, ISSUER_ID } from './first-request.ts';
import { issueBatch } from './issue-batch.ts';
import { contestantsStart } from './rendering.ts';

/** For what the emulators compile in the background. */
const SETTLING_MS = 3_000;

const FUNCTIONS = {
  claims: { logicalId: /^IssuingClaims/, eventFor: claimEvent },
  worker: { logicalId: /^BatchesWorker/, eventFor: chunkEvent },
} as const;

const CONTESTANTS = [
  { of: 'claims', proof: 'plain' },
  { of: 'claims', proof: 'credential' },
  { of: 'worker', proof: 'credential' },
] as const;

/** Medians in milliseconds since the process was started; `ownCpuMs` is what its own thread worked of them. */
export interface ColdStart {
  readonly function: keyof typeof FUNCTIONS;
  readonly proof: 'plain' | 'credential';
  /** Node runs. */
  readonly nodeMs: number;
  /** The bundle is loaded and has stamped a first certificate, which is nobody's. */
  readonly loadedMs: number;
  /** The first certificate of a request is there, as a peer's is when its process has made one. */
  readonly certificateMs: number;
  /** The same in the best tenth of the runs, which little else disturbs. */
  readonly certificateBestMs: number;
  /** It leaves for S3. */
  readonly sentMs: number;
  /** It is recorded as issued. */
  readonly issuedMs: number;
  readonly ownCpuMs: number;
}

/** Peers, and the milliseconds that each takes on the machine that the budget comes from. */
const PEERS = { typst: 200, 'pdf-lib': 1_000 } as const;
type Peer = keyof typeof PEERS;

/** Medians in milliseconds: of our functions, and of whole processes of the peers. */
export interface ColdStarts {
  readonly functions: readonly ColdStart[];
  readonly peers: Readonly<Partial<Record<Peer, number>>>;
}

export async function measureColdStart(runs: number): Promise<ColdStarts> {
  const data = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
  try {
    // An emulator's own first thousand calls are slow; the store on AWS has none.
    await issueBatch(cloud, ISSUER_ID, 1_000);
    await setTimeout(SETTLING_MS);
    const running = CONTESTANTS.map((contestant) => ({ ...contestant, times: [] as Times[] }));
    const folders = running.map(({ of, proof }) => proving(proof, definitionOf(cloud, of).taskRoot, data));
    const peers = await peersThatStart();
    for (let run = 0; run < runs; run += 1) {
      for (const peer of peers) await peer.start();
      for (const [place, { of, times }] of running.entries()) {
        const event = await FUNCTIONS[of].eventFor(cloud, `COLD-${of}-${place}-${run}`);
        times.push(await firstCertificate(cloud, of, folders[place] ?? '', event));
      }
    }
    const functions = running.map(({ of, proof, times }) => {
      const share = (moment: keyof Times, part: number) =>
        sharing(
          times.map((one) => one[moment]),
          part,
        );
      const median = (moment: keyof Times) => share(moment, 0.5);
      return {
        function: of,
        proof,
        nodeMs: median('node'),
        loadedMs: median('loaded'),
        certificateMs: median('certificate'),
        certificateBestMs: share('certificate', 0.1),
        sentMs: median('sent'),
        issuedMs: median('issued'),
        ownCpuMs: median('ownCpu'),
      };
    });
    return {
      functions,
      peers: Object.fromEntries(peers.map(({ name, times }) => [name, sharing(times, 0.5)])),
    };
  } finally {
    await cloud.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** What the given part of the values stays below: 0.5 is their median. */
const sharing = (values: readonly number[], part: number): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0);

/** The peers that are installed, each with the times of its starts so far. */
async function peersThatStart() {
  const start = contestantsStart();
  const taking: { readonly name: Peer; readonly times: number[]; readonly start: () => Promise<void> }[] = [];
  for (const name of Object.keys(PEERS) as Peer[]) {
    const times: number[] = [];
    const startOnce = async () => {
      const { child, coldStartMs } = await start(name);
      times.push(coldStartMs);
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    };
    try {
      await startOnce();
      taking.push({ name, times, start: startOnce });
    } catch {
      console.warn(`${name} can't take part: npm run bench installs it`);
    }
  }
  return taking;
}

/** The table, and our budget held against the function that somebody waits for. */
export function describeColdStart({ functions, peers }: ColdStarts): string {
  const rows = functions.map((result) =>
    [
      result.function.padEnd(8),
      result.proof.padEnd(10),
      ...[
        result.nodeMs,
        result.loadedMs,
        result.certificateMs,
        result.certificateBestMs,
        result.sentMs,
        result.issuedMs,
        result.ownCpuMs,
      ].map((ms) => `${ms}`.padStart(8)),
    ].join('  '),
  );
  const head = 'ms until  proof       Node runs    loaded  certified   at best      sent    issued   own CPU';
  const budgets = functions
    .filter((result) => result.function === 'claims')
    .flatMap(({ certificateMs, certificateBestMs, proof }) => {
      const what = `issuing function's first certificate (${proof})`;
      const line = (holds: boolean, text: string) => `${holds ? 'kept  ' : 'MISSED'}  ${what} ${text}`;
      return [
        line(
          certificateMs <= BUDGET_MS,
          `within ${BUDGET_MS} ms: ${certificateMs}, ${certificateBestMs} at best`,
        ),
        ...(Object.entries(peers) as [Peer, number][]).map(([peer, ms]) => {
          const most = BUDGET_MS / PEERS[peer];
          const ratio = certificateMs / ms;
          return line(ratio <= most, `within ${most} of ${peer}'s (${ms} ms): ${ratio.toFixed(2)}`);
        }),
      ];
    });
  return [head, ...rows, '', ...budgets].join('\n');
}

const BUDGET_MS = 250;

type Times = Record<'node' | 'loaded' | 'certificate' | 'sent' | 'issued' | 'ownCpu', number>;

/** Hashing a document is the first thing done with one that is there. */
const CHILD = `
import { subscribe } from 'node:diagnostics_channel';
const node = performance.now();
let certificate;
const { Hash } = process.getBuiltinModule('crypto');
const { update } = Hash.prototype;
Hash.prototype.update = function (data, ...rest) {
  if (data.length > 10_000 && data[0] === 0x25 && data[1] === 0x50) certificate ??= performance.now();
  return update.call(this, data, ...rest);
};
let sent;
subscribe('http.client.request.start', ({ request: { method, path } }) => {
  if (method === 'PUT' && path.includes('/documents/')) sent = performance.now();
});
const { handler } = await import('./index.mjs');
const loaded = performance.now();
const answer = await handler(JSON.parse(process.env.EVENT), { getRemainingTimeInMillis: () => 10_000 });
const issued = performance.now();
const { user, system } = process.threadCpuUsage();
console.log(JSON.stringify({ times: { node, loaded, certificate, sent, issued, ownCpu: (user + system) / 1000 }, answer }));
process.exit();
`;

async function firstCertificate(
  cloud: EmbeddedCloud,
  of: keyof typeof FUNCTIONS,
  folder: string,
  event: unknown,
): Promise<Times> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', CHILD],
    {
      cwd: folder,
      timeout: 10_000,
      env: {
        ...lambdaEnvironment({ ...definitionOf(cloud, of), taskRoot: folder }),
        EVENT: JSON.stringify(event),
      },
    },
  );
  const { times, answer } = JSON.parse(stdout || '{}');
  if (answer?.statusCode !== 201 && answer?.batchItemFailures?.length !== 0)
    throw new Error(`Nothing was issued: ${stdout}${stderr}`);
  return times;
}

function definitionOf({ functions }: EmbeddedCloud, of: keyof typeof FUNCTIONS) {
  const found = functions.find(({ logicalId }) => FUNCTIONS[of].logicalId.test(logicalId));
  if (found === undefined) throw new Error(`The template has no ${of}`);
  return found.pool.definition;
}

/** A copy of a function's folder in which every issuer's documents carry the same proof. */
function proving(proof: ColdStart['proof'], taskRoot: string, data: string): string {
  const copy = mkdtempSync(join(data, 'task-'));
  cpSync(taskRoot, copy, { recursive: true });
  const issuers = join(copy, 'templates', 'issuers');
  for (const name of readdirSync(issuers).filter((name) => name.endsWith('.json'))) {
    const issuer = JSON.parse(readFileSync(join(issuers, name), 'utf8'));
    writeFileSync(join(issuers, name), JSON.stringify({ ...issuer, proof }));
  }
  return copy;
}

if (import.meta.main) console.log(describeColdStart(await measureColdStart(Number(process.argv[2] ?? 15))));
