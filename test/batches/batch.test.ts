import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../infra/cli/api-client.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { entryOf, opportunityOf, sheetOf, volunteerOf } from '../people.ts';
import { seedLedger } from './seed-ledger.ts';

const ELIGIBLE = 23;
const SHORT = 4;

describe('a batch over an opportunity', () => {
  let cloud: EmbeddedCloud;
  let coordinator: ApiClient;

  beforeAll(async () => {
    cloud = await startEmbeddedCloud({
      assembly: process.env.TAWTHEEQ_ASSEMBLY ?? synthesized(),
      data: mkdtempSync(join(tmpdir(), 'batch-')),
      inMemory: true,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    await seedLedger(cloud.clients.dynamo, cloud.tableName, cluster());
    coordinator = new ApiClient({
      url: cloud.url,
      token: await cloud.token('coordinator', { issuers: ['rawabi-health-cluster'] }),
    });
  }, 120_000);

  afterAll(() => cloud?.stop());

  test('shows every verdict first, issues exactly those, and says so a second time', async () => {
    const draft = await coordinator.createBatch({ opportunityIds: ['OPP-1'], dryRun: true });
    const planned = await coordinator.waitForBatch(draft.batchId, {
      until: ({ state }) => state === 'draft',
    });
    expect(planned.counts).toMatchObject({ requested: ELIGIBLE + SHORT, eligible: ELIGIBLE, refused: SHORT });

    await coordinator.send('POST', '/batches', { confirms: draft.batchId });
    const done = await coordinator.waitForBatch(draft.batchId);
    expect(done).toMatchObject({
      state: 'done',
      counts: {
        requested: ELIGIBLE + SHORT,
        issued: ELIGIBLE,
        alreadyIssued: 0,
        refused: SHORT,
        failed: 0,
        left: 0,
      },
      reasons: { HOURS_INSUFFICIENT: SHORT },
    });

    const again = await coordinator.createBatch({ opportunityIds: ['OPP-1'], dryRun: false });
    expect(await coordinator.waitForBatch(again.batchId)).toMatchObject({
      counts: { issued: 0, alreadyIssued: ELIGIBLE, refused: SHORT, failed: 0 },
    });
  }, 60_000);
});

function cluster() {
  const people = Array.from({ length: ELIGIBLE + SHORT }, (_, n) => `V-${String(n).padStart(4, '0')}`);
  return {
    opportunities: [opportunityOf({ requiredMinutes: 600 })],
    volunteers: people.map((volunteerId) => volunteerOf({ volunteerId })),
    sheets: people.map((volunteerId, n) =>
      sheetOf(
        [
          entryOf({ entryId: `E-${n}-1`, date: '2025-07-01' }),
          ...(n < ELIGIBLE ? [entryOf({ entryId: `E-${n}-2`, date: '2025-07-02' })] : []),
        ],
        { volunteerId },
      ),
    ),
  };
}
