import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const intervals = new WeakMap<IFunction, Duration>();

/** Starts a function at a fixed rate. A failed run is not repeated: the next one does its work. */
export function runEvery(scope: Construct, id: string, rate: Duration, handler: IFunction): void {
  new Rule(scope, id, {
    schedule: Schedule.rate(rate),
    targets: [new LambdaFunction(handler, { retryAttempts: 0 })],
  });
  intervals.set(handler, rate);
}

/** Returns how often a schedule starts a function; undefined where none does. */
export const intervalOf = (handler: IFunction): Duration | undefined => intervals.get(handler);
