import type { S3Client } from '@aws-sdk/client-s3';
import type { DirectoryPerson } from '../../domain/directory/directory-person.ts';
import type { PeopleDirectories, StoredDirectory } from '../../domain/ports/directory/people-directories.ts';
import { PREFIXES } from './prefixes.ts';
import { VersionedObjects } from './versioned-objects.ts';

const directoryKey = (issuerId: string) => `${PREFIXES.directories}${issuerId}/people.json.gz`;

/** A person as a row, which is half as long as with the names of its fields. */
type Row = readonly [
  volunteerId: string,
  nameAr: string,
  nameEn: string,
  foldedAr: string,
  foldedEn: string,
  isInstitution?: 1,
];

/** Directories of people in S3: one object for each issuer, kept in memory until another version is there. */
export class S3PeopleDirectories implements PeopleDirectories {
  readonly #objects: VersionedObjects<readonly DirectoryPerson[]>;

  constructor(s3: S3Client, bucketName: string) {
    this.#objects = new VersionedObjects(s3, bucketName, (rows) => (rows as readonly Row[]).map(personOf));
  }

  async find(issuerId: string): Promise<StoredDirectory> {
    const found = await this.#objects.find(directoryKey(issuerId));
    return { people: found?.content ?? [], version: found?.etag };
  }

  replace(
    issuerId: string,
    people: readonly DirectoryPerson[],
    version: string | undefined,
  ): Promise<'written' | 'changed'> {
    return this.#objects.replace(directoryKey(issuerId), people.map(rowOf), version);
  }
}

const rowOf = ({ volunteerId, nameAr, nameEn, foldedAr, foldedEn, kind }: DirectoryPerson): Row => {
  const row = [volunteerId, nameAr, nameEn, foldedAr, foldedEn] as const;
  return kind === 'institution' ? [...row, 1] : row;
};

const personOf = ([
  volunteerId,
  nameAr,
  nameEn,
  foldedAr,
  foldedEn,
  isInstitution,
]: Row): DirectoryPerson => ({
  volunteerId,
  nameAr,
  nameEn,
  foldedAr,
  foldedEn,
  kind: isInstitution === 1 ? 'institution' : 'individual',
});
