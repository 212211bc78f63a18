import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { BatchingCertificateRegister } from '../../functions/storage/dynamo/batching-certificate-register.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { startTable } from '../dynamo-table.ts';
import { MemoryBatchRegister } from '../fakes/memory-batch-register.ts';
import { MemoryCertificateRegister } from '../fakes/memory-certificate-register.ts';
import { MemoryRecords, timesheetName } from '../fakes/memory-records.ts';
import { BATCH_REGISTER_CONTRACT } from './batch-register.contract.ts';
import {
  CERTIFICATE_REGISTER_CONTRACT,
  freshTimesheet,
  type RegisterUnderContract,
} from './certificate-register.contract.ts';
import { tableUnderContract } from './table-under-contract.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

function inMemory(): RegisterUnderContract {
  const records = new MemoryRecords();
  return {
    register: new MemoryCertificateRegister(records),
    timesheet: async () => {
      const timesheet = freshTimesheet();
      records.timesheets.set(timesheetName(timesheet.volunteerId, timesheet.opportunityId), timesheet);
      return timesheet;
    },
    overwrite: async (timesheet) => {
      records.timesheets.set(timesheetName(timesheet.volunteerId, timesheet.opportunityId), timesheet);
    },
    timesheetNow: async ({ volunteerId, opportunityId }) =>
      records.timesheets.get(timesheetName(volunteerId, opportunityId)),
    counted: async (_issuerId, measure) => records.reported.get(measure) ?? 0,
  };
}

const checksOf = <W>(contract: Readonly<Record<string, (world: W) => Promise<void>>>) =>
  Object.entries(contract);

describe('a certificate register', () => {
  test.each(checksOf(CERTIFICATE_REGISTER_CONTRACT))('in memory: %s', (_, check) => check(inMemory()));
  test.each(checksOf(CERTIFICATE_REGISTER_CONTRACT))('in DynamoDB: %s', (_, check) =>
    check(tableUnderContract(new DynamoCertificateRegister(table.dynamo, table.tableName), table)),
  );
  test.each(checksOf(CERTIFICATE_REGISTER_CONTRACT))('in DynamoDB, batching: %s', (_, check) =>
    check(tableUnderContract(new BatchingCertificateRegister(table.dynamo, table.tableName), table)),
  );
});

describe('a batch register', () => {
  test.each(checksOf(BATCH_REGISTER_CONTRACT))('in memory: %s', (_, check) =>
    check(new MemoryBatchRegister(new MemoryRecords())),
  );
  test.each(checksOf(BATCH_REGISTER_CONTRACT))('in DynamoDB: %s', (_, check) =>
    check(new DynamoBatchRegister(table.dynamo, table.tableName)),
  );
});
