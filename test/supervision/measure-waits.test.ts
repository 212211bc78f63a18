import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newBatch } from '../../functions/domain/batch/batch.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoPendingWork } from '../../functions/storage/dynamo/supervision/dynamo-pending-work.ts';
import { measureWaits } from '../../functions/workflows/supervision/measure-waits.ts';
import { ISSUED_AT } from '../certificates.ts';
import { finalisationOf, freshTimesheet, reservationOf } from '../contracts/certificate-register.contract.ts';
import { tableUnderContract } from '../contracts/table-under-contract.ts';
import { startTable } from '../dynamo-table.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const NOTHING = { oldestReservationSeconds: 0, oldestEmailSeconds: 0, batchStandsStillSeconds: 0 };
const after = (seconds: number) => new Date(Date.parse(ISSUED_AT) + seconds * 1000).toISOString();

test('what waits is measured: a reservation, then its email, and a batch that doesn’t go on', async () => {
  const batches = new DynamoBatchRegister(table.dynamo, table.tableName);
  const deps = {
    pending: new DynamoPendingWork(table.dynamo, table.tableName),
    batches,
    now: () => after(90),
  };
  expect(await measureWaits(deps)).toEqual(NOTHING);

  const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
  const timesheet = freshTimesheet();
  await tableUnderContract(register, table).overwrite(timesheet);
  const reservation = reservationOf(timesheet);
  await register.reserve(reservation);
  expect(await measureWaits(deps)).toEqual({ ...NOTHING, oldestReservationSeconds: 90 });

  await register.finalise({ ...finalisationOf(reservation.certificate), notify: true });
  expect(await measureWaits(deps)).toEqual({ ...NOTHING, oldestEmailSeconds: 90 });

  const request = {
    issuerIds: ['rawabi-health-cluster'],
    dryRun: false,
    notify: true,
    createdBy: 'coordinator',
  };
  await batches.create(newBatch({ batchId: 'STANDS-STILL', ...request }, after(30)));
  expect(await measureWaits(deps)).toEqual({
    ...NOTHING,
    oldestEmailSeconds: 90,
    batchStandsStillSeconds: 60,
  });
});
