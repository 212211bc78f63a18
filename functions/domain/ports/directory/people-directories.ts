import type { DirectoryPerson } from '../../directory/directory-person.ts';

/** A directory as it is stored, and how to replace just this one. */
export interface StoredDirectory {
  readonly people: readonly DirectoryPerson[];
  /** Undefined where none is stored yet. */
  readonly version: string | undefined;
}

/** Stores an issuer's directory: the names of all people in its ledger, which a search reads as a whole. */
export interface PeopleDirectories {
  /** Returns the directory as it was last replaced; empty where it never was. */
  find(issuerId: string): Promise<StoredDirectory>;
  /** Replaces a directory. Returns `changed`, and writes nothing, if `version` is not the stored one any more. */
  replace(
    issuerId: string,
    people: readonly DirectoryPerson[],
    version: string | undefined,
  ): Promise<'written' | 'changed'>;
}

/** One change that a transaction of the ledger noted with the profiles that it wrote or deleted. */
export interface NotedChange {
  readonly changeId: string;
  readonly volunteerIds: readonly string[];
}

/** What has changed in an issuer's ledger since its directory was replaced; written with the profiles themselves. */
export interface DirectoryChanges {
  /** Returns the noted changes, read consistently, oldest first. */
  noted(issuerId: string): Promise<readonly NotedChange[]>;
  /** Removes changes that a directory contains. */
  remove(issuerId: string, changes: readonly NotedChange[]): Promise<void>;
}
