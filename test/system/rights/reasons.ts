import type { Reason } from './faults-of-rights.ts';

/**
 * The rights that a run of all tests may not need. A right belongs here if something rare needs it which no test brings
 * about, or AWS itself; for any other, remove it or write a test.
 */
export const REASONS: readonly Reason[] = [
  { role: '*', may: 'logs:*', of: '*', because: 'Lambda itself writes the log.' },
  { role: '*', may: 'xray:*', of: '*', because: 'Lambda itself writes the traces.' },
  {
    role: 'GatewayCaller',
    may: 'lambda:InvokeFunction',
    of: '*',
    because: 'API Gateway itself calls the functions; test/infra/edges.test.ts checks each.',
  },
  {
    role: '*',
    may: 's3:ListBucket*',
    of: '*',
    because: 'Needed only once an object is missing: S3 says so only to who may list.',
  },
  {
    role: '*',
    may: 'sqs:GetQueue*',
    of: '*',
    because: 'CDK grants it with sending and receiving; Lambda itself looks at the queues that it polls.',
  },
  ...['BatchesWorker', 'IssuingClaims', 'LifecycleCorrections', 'SupervisionSweeper'].map((role) => ({
    role,
    may: 'read',
    of: 'documents/*',
    because:
      'Its checksum is compared where the document is stored already, by who died before it was recorded.',
  })),
  {
    role: 'BatchesWorker',
    may: 'read',
    of: 'CERTIFICATE#*',
    because: 'A delivery that died has reserved certificates of the chunk, which the next one completes.',
  },
  {
    role: 'LifecycleCorrections',
    may: 'remove',
    of: 'documents/*',
    because: 'The original was revoked while its correction was being issued, which is abandoned.',
  },
  {
    role: 'BatchesPlanner',
    may: 'remove',
    of: 'results/*',
    because: 'A certificate was erased while the ZIP with its document was being built.',
  },
  {
    role: 'BatchesPlanner',
    may: 'read',
    of: 'AUDITDAY#*',
    because:
      'A part was ordered twice: the second message looks whether what the first one built still holds.',
  },
  {
    role: 'IssuingPreviews',
    may: 'read',
    of: 'CERTIFICATE#*',
    because: 'The certificate was issued between the dry run and the look at how it will print.',
  },
  {
    role: 'LedgerImportWorker',
    may: 'sqs:SendMessage',
    of: 'LedgerImports',
    because: 'Another one holds the ledger, or the time of the function runs out: the import goes on later.',
  },
];
