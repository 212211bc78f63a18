import { createHash } from 'node:crypto';

/** Returns the name of a resource that the template leaves unnamed; it is the same at every start. */
export const physicalName = (resource: { stack: string; logicalId: string }): string =>
  `${resource.stack}-${resource.logicalId}`;

/** Returns a bucket's name: lower case and at most 63 characters, as S3 requires. */
export function bucketName(resource: { stack: string; logicalId: string }): string {
  const name = physicalName(resource).toLowerCase();
  if (name.length <= 63) return name;
  return `${name.slice(0, 54)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
