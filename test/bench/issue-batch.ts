import { ApiClient } from '../../functions/client/api-client.ts';
import { approveBatch, createBatch } from '../../functions/routes/batches.ts';
import type { BodyInput } from '../../functions/routes/route-types.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import type { Batch } from '../../infra/tools/cli/api/answers.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
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
  await seedCloud(cloud, {
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
  const { state, counts } = await issueApproved(cloud, { opportunityIds: [opportunityId], notify: false });
  if (counts.issued !== volunteers)
    throw new Error(`The batch is ${state} with ${counts.issued} of ${volunteers} issued`);
}

/** Issues a batch, which a second person approves where it is that large; returns it when nothing is left to do. */
export async function issueApproved(
  cloud: EmbeddedCloud,
  body: BodyInput<typeof createBatch>,
): Promise<Batch> {
  const clientOf = async (role: 'coordinator' | 'approver') =>
    new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { issuers: ['*'], id: role }) });
  const coordinator = await clientOf('coordinator');
  const { batchId } = await coordinator.call(createBatch, { body });
  const planned = await waitForBatch(coordinator, batchId);
  if (planned.state !== 'awaiting_approval') return planned;
  await (await clientOf('approver')).call(approveBatch, { path: { id: batchId } });
  return waitForBatch(coordinator, batchId);
}
