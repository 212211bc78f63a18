/**
 * Synthesizes the stacks of an invented deployment into a folder, with the rules that check them:
 * `node test/infra/synthesize-stage.ts FOLDER`. In a process of its own, because bundling needs a plain Node.js.
 */
import { App } from 'aws-cdk-lib';
import settings from '../../cdk.json' with { type: 'json' };
import { addStacks } from '../../infra/stacks.ts';
import { PRODUCTION } from './production-stage.ts';

const [, , outdir] = process.argv;
if (outdir === undefined) throw new Error('Name the folder');
const app = new App({ context: settings.context, outdir });
addStacks(app, PRODUCTION);
app.synth();
