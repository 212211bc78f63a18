import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type SettingForm, settingProblem } from './settings.ts';

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
  form: SettingForm,
): string {
  if (value !== undefined) {
    const problem = settingProblem(name, value, form);
    if (problem !== undefined) throw new Error(problem);
    return value;
  }
  const parameter = new CfnParameter(scope, name, form);
  parameter.overrideLogicalId(name);
  return parameter.valueAsString;
}
