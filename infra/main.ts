import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../cdk.json' with { type: 'json' };
import { checkIssuers, refuseInventedIssuers } from './check-issuers.ts';
import { refuseSample } from './constructs/refuse-sample.ts';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { SAMPLE, type Stage, stageNamed } from './stages.ts';

/** Synthesizes the stacks of a stage, or those of the sample, which can't be deployed. */
function synthesize(): void {
  // The CDK CLI reads feature flags from cdk.json; a synthesis without the CLI gets the same ones here.
  const app = new App({ context: settings.context });
  const stage: Stage | undefined = stageNamed(app.node.tryGetContext('stage') ?? SAMPLE);
  const templates = new URL('../templates', import.meta.url).pathname;
  checkIssuers(templates);
  if (stage !== undefined) refuseInventedIssuers(templates);
  const env = stage === undefined ? {} : { env: { account: stage.account, region: stage.region } };
  const records = new RecordsStack(app, 'Tawtheeq-Records', env);
  if (stage === undefined) refuseSample(records);
  new ServiceStack(app, 'Tawtheeq-Service', { records, stage, ...env });
  Tags.of(app).add('application', 'tawtheeq');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

try {
  synthesize();
} catch (error) {
  // The author of a setting or an issuer needs the message, not our stack trace.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
