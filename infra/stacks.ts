import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmsStack } from './alarms-stack.ts';
import { refuseInventedIssuers } from './check-issuers.ts';
import { refuseSample } from './constructs/refuse-sample.ts';
import { EdgeStack } from './edge-stack.ts';
import { FirewallStack } from './firewall-stack.ts';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { GLOBAL_REGION, type Stage } from './stages.ts';

/**
 * Adds the stacks of a stage to an app, or those of the sample. The rules of AWS Solutions check them.
 *
 * @throws Error for a stage with an issuer of the sample among the templates
 */
export function addStacks(app: App, stage: Stage | undefined, templates: string): void {
  if (stage !== undefined) refuseInventedIssuers(templates);
  Tags.of(app).add('application', 'tawtheeq');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const env = stage === undefined ? {} : { env: { account: stage.account, region: stage.region } };
  const records = new RecordsStack(app, 'Tawtheeq-Records', { stage, ...env });
  if (stage === undefined) refuseSample(records);
  const service = new ServiceStack(app, 'Tawtheeq-Service', { records, stage, ...env });
  const { origin } = service;
  // It watches the constructs that exist by then.
  new AlarmsStack(app, 'Tawtheeq-Alarms', { records, service, stage, ...env });
  if (stage === undefined) {
    new EdgeStack(app, 'Tawtheeq-Edge', { origin });
    return;
  }
  const { aclArn } = new FirewallStack(app, 'Tawtheeq-Firewall', {
    stage,
    env: { account: stage.account, region: GLOBAL_REGION },
  });
  new EdgeStack(app, 'Tawtheeq-Edge', {
    origin,
    stage: { settings: stage, aclArn },
    ...env,
  });
}
