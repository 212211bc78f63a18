/**
 * The prefixes of the keys of the bucket's objects. The adapters make keys of them, and the stacks grant each function
 * access to objects by them (`infra/constructs/object-access.ts`).
 */
export const PREFIXES = {
  documents: 'documents/',
  seals: 'seals/',
  imports: 'imports/',
  batches: 'batches/',
  auditRoots: 'audit/',
} as const;

export type Prefix = keyof typeof PREFIXES;
