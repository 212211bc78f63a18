import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DynamoImportRegister } from '../../functions/storage/dynamo/dynamo-import-register.ts';
import { startTable } from '../dynamo-table.ts';
import { importOf } from '../import-record.ts';

const RECORD = importOf({ importId: 'READ-WHILE-WRITTEN', state: 'validating' });
const PROBLEM = {
  code: 'FILE_EMPTY',
  file: 'hours.csv',
  worksheet: null,
  row: null,
  column: null,
  value: null,
  facts: {},
} as const;

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

/** Returns the client, with something done after the first answer. */
function withAct(dynamo: DynamoDBClient, act: () => Promise<unknown>): DynamoDBClient {
  let isDone = false;
  return new Proxy(dynamo, {
    get: (target, name) =>
      name !== 'send'
        ? Reflect.get(target, name)
        : async (command: Parameters<DynamoDBClient['send']>[0]) => {
            const answer = await target.send(command);
            if (!isDone) {
              isDone = true;
              await act();
            }
            return answer;
          },
  });
}

test('an import that ends while it is read is not refused without its problems', async () => {
  const register = new DynamoImportRegister(table.dynamo, table.tableName);
  await register.create(RECORD);
  const refuse = () =>
    register.update(RECORD.importId, ['validating'], {
      state: 'refused',
      problemCount: 1,
      problems: [PROBLEM],
    });
  const dynamo = withAct(table.dynamo, refuse);
  const read = await new DynamoImportRegister(dynamo, table.tableName).find(RECORD.importId);
  if (read?.state === 'refused') expect(read.problems).toEqual([PROBLEM]);
  else expect(read?.state).toBe('validating');
  expect(await register.find(RECORD.importId)).toMatchObject({ state: 'refused', problems: [PROBLEM] });
});
