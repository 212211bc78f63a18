import type { DirectoryPerson } from '../../functions/domain/directory/directory-person.ts';
import type { PeopleDirectories } from '../../functions/domain/ports/directory/people-directories.ts';

/** Directories in memory, each with the number of its version. */
export class MemoryPeopleDirectories implements PeopleDirectories {
  readonly #stored = new Map<string, { people: readonly DirectoryPerson[]; version: string }>();

  find = async (issuerId: string) => this.#stored.get(issuerId) ?? { people: [], version: undefined };

  replace = async (
    issuerId: string,
    people: readonly DirectoryPerson[],
    version: string | undefined,
  ): Promise<'written' | 'changed'> => {
    if (this.#stored.get(issuerId)?.version !== version) return 'changed';
    this.#stored.set(issuerId, { people, version: String(Number(version ?? 0) + 1) });
    return 'written';
  };
}
