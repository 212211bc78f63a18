import { contentsOf, textOf } from '../s3/xml.ts';
import type { Call } from './call.ts';
import { secure } from './request-context.ts';

const OBJECT_ACTIONS: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** The parts of a request that say what it does. */
export interface S3Target {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

/**
 * Returns what a request to S3 does.
 *
 * @param body of a request that deletes several objects
 * @param ageMilliseconds since it was signed
 */
export function s3Calls(
  { method, bucket, key, query }: S3Target,
  body: string,
  ageMilliseconds: number,
): Call[] {
  const context = { ...secure(), 's3:TlsVersion': ['1.3'], 's3:signatureAge': [String(ageMilliseconds)] };
  const call = (action: string, resource: string): Call => ({ action, resource, context });
  if (query.has('delete'))
    return contentsOf(body, 'Object').map((object) =>
      call(
        textOf(object, 'VersionId') === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
        objectArn(bucket, textOf(object, 'Key') ?? ''),
      ),
    );
  if (key === '')
    return [
      {
        action: query.has('versions') ? 's3:ListBucketVersions' : 's3:ListBucket',
        resource: bucketArn(bucket),
        context: { ...context, 's3:prefix': [query.get('prefix') ?? ''] },
      },
    ];
  if (method === 'DELETE' && query.has('uploadId'))
    return [call('s3:AbortMultipartUpload', objectArn(bucket, key))];
  if (method === 'GET' && query.has('uploadId'))
    return [call('s3:ListMultipartUploadParts', objectArn(bucket, key))];
  return [call(OBJECT_ACTIONS[method] ?? `s3:${method}`, objectArn(bucket, key))];
}

/** Returns what a caller must be allowed to be told that an object is missing: else S3 answers 403 and not 404. */
export const missingObjectCall = ({ bucket, key }: S3Target): Call => ({
  action: 's3:ListBucket',
  resource: bucketArn(bucket),
  context: { ...secure(), 's3:TlsVersion': ['1.3'], 's3:prefix': [key] },
});

const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;
const objectArn = (bucket: string, key: string): string => `${bucketArn(bucket)}/${key}`;
