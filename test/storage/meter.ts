import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Returns a function that runs work and returns the capacity units that its requests consumed. */
export function meter(dynamo: DynamoDBClient) {
  const consumed = { units: 0 };
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: Capacity | Capacity[] };
      for (const { CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) consumed.units += CapacityUnits;
      return answer;
    },
    { step: 'initialize' },
  );
  return async <T>(work: () => Promise<T>): Promise<{ answer: T; units: number }> => {
    consumed.units = 0;
    const answer = await work();
    return { answer, units: consumed.units };
  };
}
interface Capacity {
  readonly CapacityUnits?: number;
}
