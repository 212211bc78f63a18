import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Returns a parameter of the deployment under a name that an operator can type, without a hash in it. A stage's value
 * is its default; without a stage it has to be given.
 */
export function stageParameter(
  scope: Construct,
  name: string,
  value: string | undefined,
  props: Omit<CfnParameterProps, 'default'>,
): CfnParameter {
  const parameter = new CfnParameter(scope, name, {
    ...props,
    ...(value === undefined ? {} : { default: value }),
  });
  parameter.overrideLogicalId(name);
  return parameter;
}
