import type { ListedImport } from './import-queries.ts';
import type { ImportWords } from './words.ts';

/** Returns the words for an import's state: one that waits for its release says so. */
export const stateText = (
  { state, awaitingRelease }: Pick<ListedImport, 'state' | 'awaitingRelease'>,
  { states }: ImportWords,
): string => (state === 'imported' && awaitingRelease !== null ? states.awaiting : states[state]);
