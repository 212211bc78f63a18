import { expect, test } from '@jest/globals';
import { dynamoCalls } from '../../../infra/local/iam/dynamodb-calls.ts';

const KEYS = { table: 'pk', indexes: new Map([['listing', 'listPk']]) };
const TABLE = 'arn:aws:dynamodb:me-central-1:000000000000:table/T';

const seen = (operation: string, body: object) =>
  dynamoCalls(operation, Buffer.from(JSON.stringify(body)), (name) => (name === 'T' ? KEYS : undefined)).map(
    ({ action, resource, context }) => [
      action.replace('dynamodb:', ''),
      resource.replace(TABLE, 'T'),
      context['dynamodb:LeadingKeys'],
    ],
  );
const item = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });

test.each([
  ['one item', 'GetItem', { TableName: 'T', Key: item('A#1') }, [['GetItem', 'T', ['A#1']]]],
  ['an item to write', 'PutItem', { TableName: 'T', Item: item('A#1') }, [['PutItem', 'T', ['A#1']]]],
  [
    'the items of a batch',
    'BatchGetItem',
    { RequestItems: { T: { Keys: [item('A#1'), item('B#2')] } } },
    [['BatchGetItem', 'T', ['A#1', 'B#2']]],
  ],
  [
    'what a batch writes and deletes',
    'BatchWriteItem',
    { RequestItems: { T: [{ PutRequest: { Item: item('A#1') } }, { DeleteRequest: { Key: item('B#2') } }] } },
    [['BatchWriteItem', 'T', ['A#1', 'B#2']]],
  ],
  [
    'each part of a transaction, with its own right',
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'T', Item: item('A#1') } },
        { Update: { TableName: 'T', Key: item('B#2') } },
        { Delete: { TableName: 'T', Key: item('C#3') } },
        { ConditionCheck: { TableName: 'T', Key: item('D#4') } },
      ],
    },
    [
      ['PutItem', 'T', ['A#1']],
      ['UpdateItem', 'T', ['B#2']],
      ['DeleteItem', 'T', ['C#3']],
      ['ConditionCheckItem', 'T', ['D#4']],
    ],
  ],
  [
    'the partition of a query',
    'Query',
    {
      TableName: 'T',
      KeyConditionExpression: '#k = :k AND begins_with(sk, :s)',
      ExpressionAttributeNames: { '#k': 'pk' },
      ExpressionAttributeValues: { ':k': { S: 'A#1' }, ':s': { S: 'x' } },
    },
    [['Query', 'T', ['A#1']]],
  ],
  [
    'the partition of an index',
    'Query',
    {
      TableName: 'T',
      IndexName: 'listing',
      KeyConditionExpression: 'listPk = :k',
      ExpressionAttributeValues: { ':k': { S: 'ISSUER#a' } },
    },
    [['Query', 'T/index/listing', ['ISSUER#a']]],
  ],
  [
    'the partition that a statement names',
    'BatchExecuteStatement',
    {
      Statements: [
        {
          Statement: 'UPDATE "T" SET a = ? WHERE pk = ? AND sk = ?',
          Parameters: [{ S: '1' }, { S: 'A#1' }, { S: 'x' }],
        },
      ],
    },
    [['PartiQLUpdate', 'T', ['A#1']]],
  ],
])('reads %s', (_what, operation, body, calls) => {
  expect(seen(operation, body)).toEqual(calls);
});
