import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../cdk.json' with { type: 'json' };
import { checkIssuers } from './check-issuers.ts';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';

try {
  checkIssuers(new URL('../templates', import.meta.url).pathname);
} catch (error) {
  // The author of the file needs the message, not our stack trace.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

// The CDK CLI reads feature flags from cdk.json; a synthesis without the CLI gets the same ones here.
const app = new App({ context: settings.context });
const records = new RecordsStack(app, 'Tawtheeq-Records');
new ServiceStack(app, 'Tawtheeq-Service', { records });
Tags.of(app).add('application', 'tawtheeq');
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
