import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Opts a construct, and what is in it, out of one finding; a reason is part of the call, so that none goes
 * unexplained. Findings on wildcards are named one by one: `AwsSolutions-IAM5[Resource::…]`.
 */
export function explain(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::${finding}`, reason });
}
