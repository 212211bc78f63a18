import { createHash } from 'node:crypto';

/** The name of a resource that the template leaves unnamed: from its stack and its logical id, so that it stays. */
export const physicalName = (resource: { stack: string; logicalId: string }): string =>
  `${resource.stack}-${resource.logicalId}`;

/** A bucket's name: lower case, at most 63 characters. */
export function bucketName(resource: { stack: string; logicalId: string }): string {
  const name = physicalName(resource).toLowerCase();
  if (name.length <= 63) return name;
  return `${name.slice(0, 54)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
