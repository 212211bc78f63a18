import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges one finding of cdk-nag on a construct and its children; the call takes the reason, so that no finding is
 * suppressed without one. Findings on wildcards are named one by one: `AwsSolutions-IAM5[Resource::…]`.
 */
export function explain(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::${finding}`, reason });
}
