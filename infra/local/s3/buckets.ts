import * as z from 'zod';
import { REGION } from '../region.ts';
import { bucketName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import type { S3Endpoint } from './s3-endpoint.ts';

const TYPE = {
  shape: z.object({
    BucketName: z.string().optional(),
    CorsConfiguration: z
      .object({
        CorsRules: z.array(
          z.object({
            AllowedOrigins: z.array(z.string()),
            AllowedMethods: z.array(z.string()),
            AllowedHeaders: z.array(z.string()).default([]),
            ExposedHeaders: z.array(z.string()).default([]),
            MaxAge: z.number().default(0),
          }),
        ),
      })
      .optional(),
    VersioningConfiguration: z.object({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
    LifecycleConfiguration: z
      .object({
        Rules: z.array(
          z.object({
            Status: z.literal('Enabled'),
            Prefix: z.string().default(''),
            ExpirationInDays: z.number().optional(),
            NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
            // Deleting writes no marker here, and uploads that were never completed are under no key.
            ExpiredObjectDeleteMarker: z.boolean().optional(),
            AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.number() }).optional(),
          }),
        ),
      })
      .optional(),
  }),
  ignored: [
    'AccessControl',
    'BucketEncryption',
    'LoggingConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
  ],
};

/** Creates the template's buckets that don't exist yet. Returns the names of all by logical id. */
export function createBuckets(resources: ResourceReader, s3: S3Endpoint): Map<string, string> {
  const names = new Map<string, string>();
  for (const resource of resources.all('AWS::S3::Bucket', TYPE)) {
    const name = resource.properties.BucketName ?? bucketName(resource);
    const { CorsConfiguration, LifecycleConfiguration, VersioningConfiguration } = resource.properties;
    s3.createBucket(name, {
      crossOriginRules: CorsConfiguration?.CorsRules ?? [],
      expiryRules: (LifecycleConfiguration?.Rules ?? []).map(
        ({ Prefix, ExpirationInDays, NoncurrentVersionExpiration }) => ({
          prefix: Prefix,
          days: ExpirationInDays,
          noncurrentDays: NoncurrentVersionExpiration?.NoncurrentDays,
        }),
      ),
      versioned: VersioningConfiguration?.Status === 'Enabled',
    });
    resources.setAttributes(resource, {
      Ref: name,
      Arn: `arn:aws:s3:::${name}`,
      RegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
    });
    names.set(resource.logicalId, name);
  }
  return names;
}
