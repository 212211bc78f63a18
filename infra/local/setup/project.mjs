import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, and the Node 24 that comes with it: what runs here is what is deployed. */
export const ROOT = path.resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');
export const NODE = path.join(ROOT, 'node_modules/.bin/node');
export const inProject = (...parts) => path.join(ROOT, ...parts);

/** A reason to stop that a person can act on; printed as one line. */
export class SetupRefusal extends Error {}
