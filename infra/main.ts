import { App } from 'aws-cdk-lib';
import settings from '../cdk.json' with { type: 'json' };
import { checkIssuers } from './check-issuers.ts';
import { addStacks } from './stacks.ts';
import { SAMPLE, type Stage, stageNamed } from './stages.ts';

/** Synthesizes the stacks of a stage, or those of the sample, which can't be deployed. */
function synthesize(): void {
  // The CDK CLI reads feature flags from cdk.json; a synthesis without the CLI gets the same ones here.
  const app = new App({ context: settings.context });
  const stage: Stage | undefined = stageNamed(app.node.tryGetContext('stage') ?? SAMPLE);
  const templates = new URL('../templates', import.meta.url).pathname;
  checkIssuers(templates);
  addStacks(app, stage, templates);
  app.synth();
}

try {
  synthesize();
} catch (error) {
  // The author of a setting or an issuer needs the message, not our stack trace.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
