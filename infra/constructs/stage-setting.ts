import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Returns a setting of the deployment: the stage's value as it is, or without a stage a parameter of the template, under
 * a name without a hash. A stage's value is no parameter's default, because a later `cdk deploy` keeps the parameter's
 * earlier value and leaves a changed default without effect.
 * @throws where the stage's value is not of the form that the parameter has
 */
export function stageSetting(
  scope: Construct,
  name: string,
  value: string | undefined,
  props: CfnParameterProps,
): string {
  if (value !== undefined) {
    check(name, value, props);
    return value;
  }
  const parameter = new CfnParameter(scope, name, props);
  parameter.overrideLogicalId(name);
  return parameter.valueAsString;
}

function check(
  name: string,
  value: string,
  { allowedPattern, allowedValues, description }: CfnParameterProps,
) {
  const isOfForm = allowedPattern === undefined || new RegExp(allowedPattern).test(value);
  if (!isOfForm || !(allowedValues ?? [value]).includes(value))
    throw new Error(`infra/stages.ts: ${name} can’t be "${value}". ${description ?? ''}`);
}
