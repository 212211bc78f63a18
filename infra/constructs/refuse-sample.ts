import { CfnRule, Fn, type Stack } from 'aws-cdk-lib';

/** Makes CloudFormation refuse a stack that was synthesized without a stage, before it creates anything. */
export function refuseSample(stack: Stack): void {
  new CfnRule(stack, 'Stage', {
    assertions: [
      {
        assert: Fn.conditionEquals('sample', 'a stage of yours'),
        assertDescription:
          'These stacks are of the sample. Describe your deployment in infra/stages.ts and name it: cdk deploy -c stage=NAME',
      },
    ],
  });
}
