import path from 'node:path';

/** The root of the repository. Paths are resolved from it and not from the working directory. */
export const REPOSITORY_ROOT = path.resolve(import.meta.dirname, '../..');
