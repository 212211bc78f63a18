import { chunksOf } from '../../domain/chunks-of.ts';
import { changedPeople, type DirectoryPerson } from '../../domain/directory/directory-person.ts';
import type {
  DirectoryChanges,
  NotedChange,
  PeopleDirectories,
  StoredDirectory,
} from '../../domain/ports/directory/people-directories.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';

export interface DirectoryDeps {
  readonly directories: PeopleDirectories;
  readonly directoryChanges: DirectoryChanges;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
}

/** Profiles that are read at once. */
const PROFILES_PER_READ = 100;
/** Replacements that are tried where others replace the same directory. */
const ATTEMPTS = 5;

/**
 * Returns the people of an issuer's ledger, in the order of their IDs: its directory, and what has changed since it was
 * stored. While an import writes, its people appear with the step of the ledger that records them.
 */
export async function peopleOf(issuerId: string, deps: DirectoryDeps): Promise<readonly DirectoryPerson[]> {
  // The changes first: those that are folded in between are in the directory, and applying them again changes nothing.
  const changes = await deps.directoryChanges.noted(issuerId);
  const stored = await deps.directories.find(issuerId);
  return withChanges(issuerId, stored, changes, deps);
}

/**
 * Folds what has changed in issuers' ledgers into their directories. A run that dies leaves the changes noted for the next
 * one.
 */
export async function foldDirectories(issuerIds: readonly string[], deps: DirectoryDeps): Promise<void> {
  for (const issuerId of issuerIds) await foldDirectory(issuerId, deps);
}

async function foldDirectory(issuerId: string, deps: DirectoryDeps): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const changes = await deps.directoryChanges.noted(issuerId);
    if (changes.length === 0) return;
    const stored = await deps.directories.find(issuerId);
    const people = await withChanges(issuerId, stored, changes, deps);
    if ((await deps.directories.replace(issuerId, people, stored.version)) === 'changed') continue;
    await deps.directoryChanges.remove(issuerId, changes);
    return;
  }
  throw new Error(`The directory of ${issuerId} changed during every attempt to fold changes into it`);
}

async function withChanges(
  issuerId: string,
  { people }: StoredDirectory,
  changes: readonly NotedChange[],
  { ledger }: DirectoryDeps,
): Promise<readonly DirectoryPerson[]> {
  const ids = [...new Set(changes.flatMap(({ volunteerIds }) => volunteerIds))];
  const keys = ids.map((volunteerId) => ({ issuerId, volunteerId }));
  const reads = chunksOf(keys, PROFILES_PER_READ).map((chunk) => ledger.volunteers(chunk));
  const now = new Map((await Promise.all(reads)).flat().map((found) => [found.volunteerId, found]));
  return changedPeople(
    people,
    ids.map((volunteerId) => ({ volunteerId, volunteer: now.get(volunteerId) })),
  );
}
