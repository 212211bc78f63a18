import { Aws, CfnCondition, Fn, Token } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { SETTINGS } from './settings.ts';
import { stageSetting } from './stage-setting.ts';

/** Executions that a worker's queue starts at once, with the account's usual quota and with that of a new account. */
export interface AtOnce {
  readonly usual: number;
  /** At least 2, as Lambda asks. */
  readonly newAccount: number;
}

/**
 * Shares the account's quota of concurrent executions, so that workers leave room for people. A new account has ten
 * in all, of which none can be reserved; there a batch, its emails' reports and the schedules take seven at most. Plans and
 * imports take four more, because Lambda lets a queue start two at least.
 */
export class Concurrency extends Construct {
  readonly #usual: CfnCondition;

  constructor(scope: Construct, id: string, stage?: Stage) {
    super(scope, id);
    const quota = stageSetting(
      this,
      'ConcurrentExecutions',
      stage && String(stage.concurrentExecutions),
      SETTINGS.ConcurrentExecutions,
    );
    this.#usual = new CfnCondition(this, 'UsualQuota', {
      expression: Fn.conditionEquals(quota, '1000'),
    });
  }

  /** Returns the most executions that a queue starts at once, for the account's quota. */
  atOnce({ usual, newAccount }: AtOnce): number {
    return Token.asNumber(Fn.conditionIf(this.#usual.logicalId, usual, newAccount));
  }

  /** Keeps executions for a function that nothing else may use; it gets no more than these. */
  reserve(handler: NodejsFunction, executions: number): void {
    (handler.node.defaultChild as CfnFunction).addPropertyOverride(
      'ReservedConcurrentExecutions',
      Fn.conditionIf(this.#usual.logicalId, executions, Aws.NO_VALUE),
    );
  }
}
