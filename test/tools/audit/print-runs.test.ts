import { expect, test } from '@jest/globals';
import type { BatchFacts } from '../../../infra/tools/audit/batch-facts.ts';
import type { CertificateFacts } from '../../../infra/tools/audit/certificate-facts.ts';
import { archiveFacts, checkArchives } from '../../../infra/tools/audit/check-archives.ts';
import type { AuditedRecords } from '../../../infra/tools/audit/records.ts';
import { idOf } from '../../certificates.ts';

const ISSUER = 'rawabi-health-cluster';
const READY_AT = '2026-03-01T10:00:00.000Z';

/** Returns what an audit says of a print run of three certificates, of which the third was left out as erased. */
async function findingsOf(pages: readonly number[], leftOut: readonly number[] = [3]): Promise<string[]> {
  const file = 'results/B-1/1/print-ar-001-0a1b.pdf';
  const facts = archiveFacts({
    pk: `ARCHIVES#${ISSUER}`,
    sk: 'B-1#1#print-ar#0',
    batchId: 'B-1',
    run: 1,
    format: 'print-ar',
    part: 0,
    certificateIds: [1, 2, 3].map(idOf),
    builds: ['0a1b'],
    ready: '0a1b',
    readyAt: READY_AT,
    leftOut: leftOut.map(idOf),
  });
  const content = pages.map((page) => `<< /Tawtheeq << /Private (${idOf(page)}) >> >>`).join('\n');
  const records = {
    objectKeys: async function* () {
      yield file;
    },
    object: async () => Buffer.from(content),
  } as unknown as AuditedRecords;
  const batch = {
    record: { run: 1, issuerIds: [ISSUER], plan: { chunkCount: 1 } },
    items: [1, 2, 3].map((one) => ({ certificateId: idOf(one) })),
  } as unknown as BatchFacts;
  const certificates = new Map(
    [1, 2, 3].map((one) => [
      idOf(one),
      { state: one === 3 ? 'erased' : 'issued' } as unknown as CertificateFacts,
    ]),
  );
  const found: string[] = [];
  const known = { certificates, batches: new Map([['B-1', batch]]) };
  for await (const { message } of checkArchives([facts], records, known, new Date(READY_AT)))
    found.push(message);
  return found;
}

test('a print run has a page of each certificate that its record does not leave out', async () => {
  expect(await findingsOf([2, 1])).toEqual([]);
  expect(await findingsOf([2])).toEqual(['it does not hold what its record says']);
  expect(await findingsOf([2, 1, 1])).toEqual(['it does not hold what its record says']);
});

test('a print run has nobody who was erased, or whom its record does not name', async () => {
  expect(await findingsOf([2, 1, 3], [])).toEqual([
    `it holds the document of ${idOf(3)}, which is erased or never was`,
  ]);
  expect(await findingsOf([2, 4])).toContain(`it holds ${idOf(4)}, which its record does not name`);
});
