import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = path.resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');
/** The Node.js 24 of the packages, the version that is deployed. */
export const NODE = path.join(ROOT, 'node_modules/.bin/node');
/** Returns a path below the root. */
export const inProject = (...segments) => path.join(ROOT, ...segments);

/** A failure that a person can act on; its message is printed as one line. */
export class SetupRefusal extends Error {}
