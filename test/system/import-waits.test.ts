import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { runTawtheeq } from '../tools/cli/run-tawtheeq.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

let cloud: SharedCloud;
let folder: string;
beforeAll(async () => {
  cloud = await sharedCloud();
  folder = await mkdtemp(join(tmpdir(), 'tawtheeq-waits-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('hours that a file calls approved wait: the import is done, and says how they are released', async () => {
  const api = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const { opportunityId } = await importSmallCluster(api, cloud, { name: 'WAITS', volunteers: 1 });
  const file = join(folder, 'hours.csv');
  const row = `WAITS-W1,WAITS-1,${opportunityId},2025-02-08,1,approved,coordinator-1`;
  await writeFile(file, `entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by\n${row}\n`);
  const { stdout, stderr, exitCode } = await runTawtheeq(['import', file, '--url', cloud.url]);
  expect(exitCode).toBe(0);
  const said = /once another person releases them: npx tawtheeq release (\w+)/.exec(stdout + stderr);
  const released = await runTawtheeq(['release', said?.[1] ?? '', '--url', cloud.url]);
  expect(released.exitCode).toBe(0);
});
