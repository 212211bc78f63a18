import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';

/**
 * Issues a batch that is not measured, to warm up the functions and the emulators, or as the load beside what is.
 *
 * @throws Error when not all of it is issued.
 */
export async function issueBatch(cloud: EmbeddedCloud, issuerId: string, volunteers: number): Promise<void> {
  if (volunteers === 0) return;
  const people = Array.from({ length: volunteers }, (_, n) => `WARM-${n}`);
  const opportunityId = 'WARM';
  const days = { startsOn: '2024-06-01', endsOn: '2024-07-15' };
  await seedLedger(cloud.clients.dynamo, cloud.tableName, {
    opportunities: [opportunityOf({ opportunityId, issuerId, requiredMinutes: 60, ...days })],
    volunteers: people.map((volunteerId) => volunteerOf({ volunteerId, issuerId })),
    timesheets: people.map((volunteerId) =>
      timesheetOf([entryOf({ entryId: `${volunteerId}-1`, date: '2024-07-01' })], {
        volunteerId,
        opportunityId,
        issuerId,
      }),
    ),
  });
  const token = await cloud.token('coordinator', { issuers: ['*'], id: 'coordinator' });
  const api = new ApiClient({ baseUrl: cloud.url, token });
  const { batchId } = await api.call(createBatch, {
    body: { opportunityIds: [opportunityId], notify: false },
  });
  const { state, counts } = await waitForBatch(api, batchId);
  if (counts.issued !== volunteers)
    throw new Error(`The batch is ${state} with ${counts.issued} of ${volunteers} issued`);
}
