import type { CertificateFacts } from './certificate-facts.ts';
import { sha256Hex } from './chain-check.ts';
import type { Finding } from './finding.ts';
import type { AuditedRecords } from './records.ts';
import { credentialFault } from './signatures/check-credential.ts';

const CONCURRENT_READS = 8;
const DOCUMENTS = 'documents/';

/**
 * Reads every document, hashes it and verifies the credential inside it. Reports those that are missing, altered, without
 * a certificate, or whose signed credential isn't what the record says.
 */
export async function checkDocuments(
  records: AuditedRecords,
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
      await checkDocument(certificate, records, report);
      onRead();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, reader));
  for await (const certificateId of storedDocuments(records)) {
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

async function checkDocument(
  { certificateId, documentSha256, credential }: CertificateFacts,
  records: AuditedRecords,
  report: (finding: Finding) => void,
): Promise<void> {
  const reportFault = (rule: Finding['rule'], message: string) =>
    report({ rule, subject: certificateId, message });
  const bytes = await records.object(`${DOCUMENTS}${certificateId}.pdf`);
  if (bytes === undefined) return reportFault('DOCUMENT_MISSING', 'there is no document');
  if (sha256Hex(bytes) !== documentSha256)
    reportFault('DOCUMENT_ALTERED', 'the document is not the one that was issued');
  const fault = await credentialFault(bytes, credential, records.keys);
  if (fault !== undefined) reportFault(fault.rule, fault.message);
}

/** Yields the certificate ID of every document in the bucket. */
async function* storedDocuments(records: AuditedRecords): AsyncGenerator<string> {
  for await (const key of records.objectKeys(DOCUMENTS))
    yield key.slice(DOCUMENTS.length).replace(/\.pdf$/, '');
}
