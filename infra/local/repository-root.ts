import path from 'node:path';

/** The project's root; everything the embedded cloud runs is found from here, whatever the working directory. */
export const REPOSITORY_ROOT = path.resolve(import.meta.dirname, '../..');
