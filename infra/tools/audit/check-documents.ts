import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { CertificateFacts } from './certificate-facts.ts';
import { sha256Hex } from './chain-check.ts';
import type { Finding } from './finding.ts';

const CONCURRENT_READS = 8;

/** The bucket that holds the documents. */
export interface DocumentSource {
  readonly s3: S3Client;
  readonly bucketName: string;
}

/** Reads and hashes every document, and reports those that are missing, altered or without a certificate. */
export async function checkDocuments(
  { s3, bucketName }: DocumentSource,
  certificates: ReadonlyMap<string, CertificateFacts>,
  report: (finding: Finding) => void,
  onRead: () => void,
): Promise<void> {
  const wanted = [...certificates.values()].filter(
    ({ documentSha256, state }) => documentSha256 !== '' && state !== 'erased',
  );
  let next = 0;
  const reader = async () => {
    for (let certificate = wanted[next++]; certificate; certificate = wanted[next++]) {
      const { certificateId, documentSha256 } = certificate;
      const bytes = await documentBytes(s3, bucketName, certificateId);
      if (bytes === undefined)
        report({ rule: 'DOCUMENT_MISSING', subject: certificateId, message: 'there is no document' });
      else if (sha256Hex(bytes) !== documentSha256)
        report({
          rule: 'DOCUMENT_ALTERED',
          subject: certificateId,
          message: 'the document is not the one that was issued',
        });
      onRead();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, reader));
  for await (const certificateId of storedDocuments(s3, bucketName)) {
    const certificate = certificates.get(certificateId);
    if (certificate === undefined)
      report({
        rule: 'DOCUMENT_WITHOUT_RECORD',
        subject: certificateId,
        message: 'no certificate has this document',
      });
    else if (certificate.state === 'erased' && !certificate.abandoned)
      report({
        rule: 'DOCUMENT_OF_ERASED',
        subject: certificateId,
        message: 'the certificate is erased, its document still exists',
      });
  }
}

async function documentBytes(
  s3: S3Client,
  bucketName: string,
  certificateId: string,
): Promise<Uint8Array | undefined> {
  try {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: bucketName, Key: `documents/${certificateId}.pdf` }),
    );
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Yields the certificate ID of every document in the bucket. */
async function* storedDocuments(s3: S3Client, bucketName: string): AsyncGenerator<string> {
  let from: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucketName,
        Prefix: 'documents/',
        ...(from ? { ContinuationToken: from } : {}),
      }),
    );
    for (const { Key = '' } of page.Contents ?? [])
      yield Key.replace(/^documents\//, '').replace(/\.pdf$/, '');
    from = page.NextContinuationToken;
  } while (from !== undefined);
}
