import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';

/** Versions that one request lists and one deletes. */
const VERSIONS_AT_ONCE = 1000;

/**
 * Deletes an object for good: every version and every delete marker of its key. Does nothing where there is none.
 *
 * @throws Error when S3 keeps a version.
 */
export async function removeVersions(s3: S3Client, bucketName: string, key: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucketName, Prefix: key, MaxKeys: VERSIONS_AT_ONCE }),
    );
    const found = [...Versions, ...DeleteMarkers].filter(({ Key }) => Key === key);
    if (found.length === 0) return;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucketName,
        Delete: { Objects: found.map(({ VersionId }) => ({ Key: key, VersionId })), Quiet: true },
      }),
    );
    if (Errors.length > 0) throw new Error(`S3 keeps a version of ${key}: ${Errors[0]?.Code}`);
  }
}
