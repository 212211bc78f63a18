/**
 * Synthesizes the stacks of an invented deployment into a folder, with the rules that check them:
 * `node test/infra/synthesize-stage.ts FOLDER`. In a process of its own, because bundling needs a plain Node.js.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import settings from '../../cdk.json' with { type: 'json' };
import { addStacks } from '../../infra/stacks.ts';
import { PRODUCTION } from './production-stage.ts';

const [, , outdir] = process.argv;
if (outdir === undefined) throw new Error('Name the folder');
const app = new App({ context: settings.context, outdir });
// The sample's issuers are refused in a deployment; which ones there are changes nothing in the stacks.
const templates = mkdtempSync(join(tmpdir(), 'no-issuers-'));
mkdirSync(join(templates, 'issuers'));
addStacks(app, PRODUCTION, templates);
app.synth();
