import type { Mutant } from './mutant.ts';
import { STORAGE_MUTANTS } from './mutants-of-storage.ts';
import { WORKFLOW_MUTANTS } from './mutants-of-workflows.ts';

/** All mutants of issuing. */
export const MUTANTS: readonly Mutant[] = [...STORAGE_MUTANTS, ...WORKFLOW_MUTANTS];
