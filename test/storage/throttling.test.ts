import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  type DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Reservation } from '../../functions/domain/ports/certificate-register.ts';
import { BatchingCertificateRegister } from '../../functions/storage/dynamo/batching-certificate-register.ts';
import { batchGet } from '../../functions/storage/dynamo/requests/batch-get.ts';
import { certificateKey } from '../../functions/storage/dynamo/table.ts';
import { isStoreUnavailable } from '../../functions/storage/store-unavailable.ts';
import { finalisationOf, freshTimesheet, reservationOf } from '../contracts/certificate-register.contract.ts';
import { tableUnderContract } from '../contracts/table-under-contract.ts';
import { startTable } from '../dynamo-table.ts';

const TOGETHER = 12;

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

/** What DynamoDB answers instead of doing what a command asks; undefined lets the command through. */
type Throttle = (command: string, input: object) => { output: unknown } | undefined;

let throttle: Throttle = () => undefined;
let sent: string[] = [];

/** Counts the requests of a client, and lets `throttle` answer them as DynamoDB does when it takes no more. */
function watched(dynamo: DynamoDBClient): DynamoDBClient {
  dynamo.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        sent.push(commandName);
        const answer = throttle(commandName, args.input);
        if (answer !== undefined) return { output: answer.output, response: undefined } as never;
        return next(args);
      },
    { step: 'initialize' },
  );
  return dynamo;
}

beforeEach(() => {
  throttle = () => undefined;
  sent = [];
});

const refusal = new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });

describe('a worker whose requests are throttled', () => {
  let register: BatchingCertificateRegister;
  let reservations: Reservation[];
  beforeAll(async () => {
    const dynamo = watched(table.dynamo);
    register = new BatchingCertificateRegister(dynamo, table.tableName);
    const world = tableUnderContract(register, table);
    reservations = [];
    for (let index = 0; index < TOGETHER; index += 1) {
      const timesheet = freshTimesheet();
      await world.overwrite(timesheet);
      reservations.push(reservationOf(timesheet));
    }
  });

  test('does not send the reservations again one by one', async () => {
    throttle = (command) => {
      if (command === TransactWriteItemsCommand.name) throw refusal;
      return undefined;
    };
    const outcomes = await Promise.allSettled(reservations.map((one) => register.reserve(one)));
    expect(sent).toEqual([TransactWriteItemsCommand.name]);
    for (const outcome of outcomes) expect(outcome).toEqual({ status: 'rejected', reason: refusal });
    expect(isStoreUnavailable(refusal)).toBe(true);
  });

  test('sends only the throttled statements again, together', async () => {
    for (const outcome of await Promise.all(reservations.map((one) => register.reserve(one))))
      expect(outcome).toBe('reserved');
    sent = [];
    let asked = 0;
    throttle = (command) => {
      if (command !== BatchExecuteStatementCommand.name) return undefined;
      asked += 1;
      if (asked > 1) return undefined;
      const throttled = { Error: { Code: 'ThrottlingError', Message: 'slow down' } };
      return { output: { Responses: reservations.map(() => throttled) } };
    };
    const finalisations = reservations.map(({ certificate }) => finalisationOf(certificate));
    const outcomes = await Promise.all(finalisations.map((one) => register.finalise(one)));
    expect(outcomes).toEqual(finalisations.map(() => 'issued'));
    expect(sent).toEqual([BatchExecuteStatementCommand.name, BatchExecuteStatementCommand.name]);
  });

  test('stops reading what DynamoDB leaves unprocessed again and again, within the patience of a person', async () => {
    const keys = reservations.map(({ certificate }) => certificateKey(certificate.certificateId));
    throttle = (command, input) =>
      command === BatchGetItemCommand.name
        ? { output: { UnprocessedKeys: (input as { RequestItems: unknown }).RequestItems } }
        : undefined;
    const began = performance.now();
    const fault = await batchGet(table.dynamo, table.tableName, keys).catch((error: unknown) => error);
    expect(isStoreUnavailable(fault)).toBe(true);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(sent).toHaveLength(6);
  });
});
