import type { PartitionKeys } from '../dynamodb/tables.ts';
import { ACCOUNT, REGION } from '../region.ts';
import type { Call } from './call.ts';
import { secure } from './request-context.ts';

type Item = Readonly<Record<string, { readonly S?: string } | undefined>>;
interface Keyed {
  readonly TableName: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly Keys?: readonly Item[];
}
interface Query extends Keyed {
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}
interface PartiQl {
  readonly Statement: string;
  readonly Parameters?: readonly { readonly S?: string }[];
}
interface PutOrDelete {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** What each part of a transaction needs. */
const TRANSACTION_ACTIONS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;
type Part = Partial<Record<keyof typeof TRANSACTION_ACTIONS, Keyed>>;

/** What is read of a request; each operation has some of it. */
interface Input extends Query {
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys?: readonly Item[] } | readonly PutOrDelete[]>
  >;
  readonly TransactItems?: readonly Part[];
  readonly Statements?: readonly PartiQl[];
}

/**
 * Returns what a request to DynamoDB does. Operations of tables themselves have no leading keys, and no function may
 * use them.
 *
 * @param keysOf returns the names of a table's partition keys, its indexes' among them
 */
export function dynamoCalls(
  operation: string,
  body: Buffer,
  keysOf: (table: string) => PartitionKeys | undefined,
): Call[] {
  const input = JSON.parse(body.toString()) as Input;
  const call = (
    action: string,
    table: string,
    keys: readonly (string | undefined)[],
    index?: string,
  ): Call => ({
    action: `dynamodb:${action}`,
    resource: arnOf(table, index),
    context: { ...secure(), 'dynamodb:LeadingKeys': keys.filter((key) => key !== undefined) },
  });
  const leading = (table: string, items: readonly (Item | undefined)[]) =>
    items.map((item) => item?.[keysOf(table)?.table ?? '']?.S);
  const one = (action: string, { TableName: table, Key: key, Item: item }: Keyed) =>
    call(action, table, leading(table, [key ?? item]));

  switch (operation) {
    case 'Query':
      return [
        call(operation, input.TableName, [queriedKey(input, keysOf(input.TableName))], input.IndexName),
      ];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries(input.RequestItems ?? {}).map(([table, requests]) =>
        call(operation, table, leading(table, itemsOf(requests))),
      );
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return (input.TransactItems ?? []).flatMap((part) =>
        (Object.keys(TRANSACTION_ACTIONS) as (keyof typeof TRANSACTION_ACTIONS)[]).flatMap((kind) => {
          const keyed = part[kind];
          return keyed === undefined ? [] : [one(TRANSACTION_ACTIONS[kind], keyed)];
        }),
      );
    case 'BatchExecuteStatement':
      return (input.Statements ?? []).map((statement) => {
        const { action, table } = partiQlOf(statement);
        return call(action, table, [partiQlKey(statement, keysOf(table))]);
      });
    default:
      return [one(operation, input)];
  }
}

const arnOf = (table: string, index?: string): string =>
  `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}${index === undefined ? '' : `/index/${index}`}`;

const itemsOf = (requests: { readonly Keys?: readonly Item[] } | readonly PutOrDelete[]) =>
  isList(requests)
    ? requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key)
    : (requests.Keys ?? []);

const isList = <T>(value: unknown): value is readonly T[] => Array.isArray(value);

/** Returns the partition that a query reads. */
function queriedKey(query: Query, keys: PartitionKeys | undefined): string | undefined {
  const partition = query.IndexName === undefined ? keys?.table : keys?.indexes.get(query.IndexName);
  for (const [, name = '', value = ''] of (query.KeyConditionExpression ?? '').matchAll(
    /(#?\w+)\s*=\s*(:\w+)/g,
  ))
    if ((query.ExpressionAttributeNames?.[name] ?? name) === partition)
      return query.ExpressionAttributeValues?.[value]?.S;
  return undefined;
}

function partiQlOf({ Statement }: PartiQl): { action: string; table: string } {
  const [, verb = '', table = ''] =
    /^\s*(UPDATE|DELETE\s+FROM|INSERT\s+INTO|SELECT\b.*?\bFROM)\s+"([^"]+)"/is.exec(Statement) ?? [];
  const [first = ''] = verb.toLowerCase().split(/\s/);
  return { action: `PartiQL${first.charAt(0).toUpperCase()}${first.slice(1)}`, table };
}

/** Returns the partition key that a statement names: the parameter at the question mark after `pk =`. */
function partiQlKey({ Statement, Parameters }: PartiQl, keys: PartitionKeys | undefined): string | undefined {
  const at = Statement.search(new RegExp(`\\b${keys?.table}"?\\s*=\\s*\\?`));
  if (at < 0) return undefined;
  const before = Statement.slice(0, at).match(/\?/g)?.length ?? 0;
  return Parameters?.[before]?.S;
}
