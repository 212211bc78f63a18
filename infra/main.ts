import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../cdk.json' with { type: 'json' };
import { checkIssuers } from './check-issuers.ts';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';

try {
  checkIssuers(new URL('../templates', import.meta.url).pathname);
} catch (error) {
  // A line for whoever wrote the file; where we found it tells them nothing.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

// The CLI reads its flags from cdk.json; a synthesis without the CLI has to be given the same.
const app = new App({ context: settings.context });
const records = new RecordsStack(app, 'Tawtheeq-Records');
new ServiceStack(app, 'Tawtheeq-Service', { records });
Tags.of(app).add('application', 'tawtheeq');
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
