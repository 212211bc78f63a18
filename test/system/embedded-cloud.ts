import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Role } from '../../functions/domain/staff/roles.ts';
import type { Identity } from '../../infra/local/cognito/identity.ts';
import { type EmbeddedCloudOptions, startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import type { ServiceEndpoints } from '../../infra/local/service-endpoints.ts';
import { awsClients } from '../../infra/local/services.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { eventually } from '../local/eventually.ts';
import { textOf } from '../local/text-of.ts';
import { differenceOf } from './answer-check.ts';
import { writeRights } from './rights/write-rights.ts';

/** A function of the shared cloud: its processes and what they have used so far. */
export interface FunctionState {
  readonly name: string;
  readonly logicalId: string;
  readonly pids: readonly number[];
  readonly cpuMilliseconds: number;
  readonly peakMemoryKilobytes: number;
  readonly invocations: number;
  readonly errors: number;
}

/** The embedded cloud that the files of a test run share; it runs in a process of its own. */
export interface SharedCloud {
  readonly url: string;
  token(role: Role, options?: Omit<Identity, 'role'>): Promise<string>;
  readonly clients: ReturnType<typeof awsClients>;
  readonly endpoints: ServiceEndpoints;
  readonly tableName: string;
  readonly bucketName: string;
  readonly queues: readonly { readonly logicalId: string; readonly url: string }[];
  functions(): Promise<readonly FunctionState[]>;
  /** Runs the schedule whose name contains `name`. */
  runSchedule(name: string): Promise<void>;
  emails(): Promise<
    readonly {
      readonly emailId: string;
      readonly to: readonly string[];
      readonly subject: string;
      readonly text: string | null;
    }[]
  >;
}

const START_LIMIT_MILLISECONDS = 180_000;

/** Waits until the shared cloud is ready. Only for tests in `test/system/`, whose global setup starts it. */
export async function sharedCloud(): Promise<SharedCloud> {
  const file = process.env.SHARED_CLOUD_FILE;
  if (file === undefined) throw new Error('Only tests in test/system/ have the shared cloud');
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
      if (schedule === undefined) throw new Error(`No schedule ${name} among ${health.schedules.join(', ')}`);
      await postJson(`${url}/_local/schedules/${schedule}/run`, {});
    },
    emails: async () =>
      ((await getJson(`${url}/_local/mailbox`)) as { items: Awaited<ReturnType<SharedCloud['emails']>> })
        .items,
  };
}

/**
 * Starts an embedded cloud for one test file, in memory. Stopping it deletes its folder. With `expectRefusals` the end
 * of the run doesn't look at what it refused.
 */
export async function ownCloud(
  options: Partial<EmbeddedCloudOptions> & { readonly expectRefusals?: boolean } = {},
): Promise<EmbeddedCloud> {
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
      if (options.expectRefusals !== true) writeRights(cloud);
      await cloud.stop();
      await rm(data, { recursive: true, force: true });
      if (differences.length > 0)
        throw new Error(`Answers differ from the route table:\n${differences.join('\n')}`);
    },
  };
}

/** Waits for the file that `shared-cloud-process.ts` writes: the cloud's address, or why it didn't start. */
async function urlFrom(file: string): Promise<string> {
  const text = await eventually(() => textOf(file), { withinMilliseconds: START_LIMIT_MILLISECONDS });
  if (text.startsWith('http')) return text.trim();
  throw new Error(`The shared cloud did not start: ${text}`);
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
