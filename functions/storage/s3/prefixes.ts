/**
 * The prefixes of the keys of the bucket's objects. The adapters make keys of them, the stacks grant each function
 * access to objects by them (`infra/constructs/object-access.ts`), and each has a rule of expiry.
 */
export const PREFIXES = {
  documents: 'documents/',
  seals: 'seals/',
  imports: 'imports/',
  batches: 'batches/',
  results: 'results/',
  directories: 'directories/',
  auditRoots: 'audit/',
} as const;

export type Prefix = keyof typeof PREFIXES;

/** How long a link for downloading works; it is made for each click. */
export const DOWNLOAD_LINK_SECONDS = 60;

/** After how many days the files that batches were asked for are deleted; they can be asked for again. */
export const RESULTS_EXPIRE_AFTER_DAYS = 7;

/**
 * After how many days objects are deleted. Those of a prefix without a number last as long as their record: documents
 * until erasure; chains of keys, roots and lists of batches, which name nobody, for good.
 */
export const EXPIRY_DAYS: { readonly [P in Prefix]?: number } = {
  imports: 30,
  results: RESULTS_EXPIRE_AFTER_DAYS,
};
