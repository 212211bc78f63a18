import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../functions/routes/roles.ts';
import type { Identity } from '../../infra/local/cognito/token-issuer.ts';
import { type EmbeddedCloudOptions, startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { awsClients, type ServiceEndpoints } from '../../infra/local/services.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { differenceOf } from './answer-check.ts';

/** What the shared cloud says of a function: its processes and what they used so far. */
export interface FunctionState {
  readonly name: string;
  readonly logicalId: string;
  readonly pids: readonly number[];
  readonly cpuMilliseconds: number;
  readonly peakMemoryKilobytes: number;
  readonly invocations: number;
  readonly errors: number;
}

/** The one embedded cloud of a test run, seen over HTTP as a stranger would. */
export interface SharedCloud {
  readonly url: string;
  token(role: Role, options?: Omit<Identity, 'role'>): Promise<string>;
  readonly clients: ReturnType<typeof awsClients>;
  readonly endpoints: ServiceEndpoints;
  readonly tableName: string;
  readonly bucketName: string;
  readonly queues: readonly { readonly logicalId: string; readonly url: string }[];
  functions(): Promise<readonly FunctionState[]>;
  /** Runs a schedule now, by a part of its name. */
  runSchedule(name: string): Promise<void>;
  emails(): Promise<
    readonly { readonly to: readonly string[]; readonly subject: string; readonly text: string | null }[]
  >;
}

const START_LIMIT_MILLISECONDS = 180_000;

/** Connects to the run's shared cloud, waiting until it is ready. Only for tests in `test/system/`. */
export async function sharedCloud(): Promise<SharedCloud> {
  const file = process.env.SHARED_CLOUD_FILE;
  if (file === undefined) throw new Error('the shared cloud is there for tests in test/system/ only');
  const url = await urlFrom(file);
  const health = (await getJson(`${url}/_local/health`)) as Pick<
    SharedCloud,
    'endpoints' | 'tableName' | 'bucketName' | 'queues'
  > & { schedules: string[] };
  return {
    ...health,
    url,
    clients: awsClients(health.endpoints),
    token: async (role, options = {}) => {
      const answer = await postJson(`${url}/_local/token`, { role, ...options });
      return (answer as { access_token: string }).access_token;
    },
    functions: async () =>
      ((await getJson(`${url}/_local/functions`)) as { functions: FunctionState[] }).functions,
    runSchedule: async (name) => {
      const schedule = health.schedules.find((candidate) => candidate.includes(name));
      if (schedule === undefined) throw new Error(`no schedule ${name} among ${health.schedules.join(', ')}`);
      await postJson(`${url}/_local/schedules/${schedule}/run`, {});
    },
    emails: async () =>
      ((await getJson(`${url}/_local/mailbox`)) as { items: Awaited<ReturnType<SharedCloud['emails']>> })
        .items,
  };
}

/** An embedded cloud of a test's own, in memory, in a folder that goes away with it. */
export async function ownCloud(options: Partial<EmbeddedCloudOptions> = {}): Promise<EmbeddedCloud> {
  const data = await mkdtemp(path.join(tmpdir(), 'tawtheeq-cloud-'));
  const differences: string[] = [];
  const onAnswer = (key: string, answer: unknown) => {
    const difference = differenceOf(key, answer);
    if (difference !== undefined) differences.push(difference);
  };
  const cloud = await startEmbeddedCloud({
    assembly: synthesized(),
    data,
    inMemory: true,
    onAnswer,
    ...options,
  });
  return {
    ...cloud,
    stop: async () => {
      await cloud.stop();
      await rm(data, { recursive: true, force: true });
      if (differences.length > 0)
        throw new Error(`Answers differ from the route table:\n${differences.join('\n')}`);
    },
  };
}

async function urlFrom(file: string): Promise<string> {
  for (let waited = 0; waited < START_LIMIT_MILLISECONDS; waited += 100) {
    const said = readIfThere(file);
    if (said.startsWith('http')) return said.trim();
    if (said !== '') throw new Error(`the shared cloud did not start: ${said}`);
    await pause(100);
  }
  throw new Error('the shared cloud did not start in time');
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function getJson(address: string): Promise<unknown> {
  return (await fetch(address)).json();
}

async function postJson(address: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
