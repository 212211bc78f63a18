import type { ItemOf } from '../../../functions/client/request-types.ts';
import { displayId } from '../../../functions/domain/certificate/certificate-id.ts';
import type { listIssuers } from '../../../functions/routes/issuers.ts';
import type { getCertificate, listCertificates } from '../../../functions/routes/issuing.ts';
import type { listOpportunities, listVolunteers, requestImport } from '../../../functions/routes/ledger.ts';
import type { listCertificateCorrections } from '../../../functions/routes/lifecycle.ts';
import type { JsonOf } from '../../../functions/routes/route-types.ts';
import type { Batch, Import, ImportProblem, Verification } from '../../../infra/tools/cli/api/answers.ts';

/** Whole answers of the service, of which a test says only what it is about. */

const AT = '2026-03-05T09:00:00.000Z';
const CERTIFICATE_ID = 'B1P90CH35ABARTZ768';

export const issuerAnswer = (
  change: Partial<ItemOf<typeof listIssuers>> = {},
): ItemOf<typeof listIssuers> => ({
  issuerId: 'rawabi-health-cluster',
  nameAr: 'تجمع الروابي الصحي',
  nameEn: 'Rawabi Health Cluster',
  country: 'SA',
  domain: 'rawabi.example',
  email: 'volunteering@rawabi.example',
  ...change,
});

export const opportunityAnswer = (
  change: Partial<ItemOf<typeof listOpportunities>> = {},
): ItemOf<typeof listOpportunities> => ({
  opportunityId: 'OPP-01',
  issuerId: 'rawabi-health-cluster',
  titleAr: 'استقبال الزوار',
  titleEn: 'Welcoming visitors',
  track: 'support',
  kind: 'volunteering',
  startsOn: '2025-02-01',
  endsOn: '2025-03-31',
  requiredMinutes: 1800,
  beneficiaries: 0,
  partnerIds: [],
  ...change,
});

export const volunteerAnswer = (
  change: Partial<ItemOf<typeof listVolunteers>> = {},
): ItemOf<typeof listVolunteers> => ({
  issuerId: 'rawabi-health-cluster',
  volunteerId: 'V-1',
  kind: 'individual',
  nameAr: 'نورة الحربي',
  nameEn: 'Noura Al-Harbi',
  gender: 'female',
  ...change,
});

export const certificateAnswer = (
  change: Partial<ItemOf<typeof listCertificates>> = {},
): ItemOf<typeof listCertificates> => ({
  certificateId: CERTIFICATE_ID,
  displayId: displayId(CERTIFICATE_ID),
  state: 'issued',
  issuerId: 'rawabi-health-cluster',
  partners: [],
  volunteerId: 'V-1',
  opportunityId: 'OPP-01',
  nameAr: 'نورة الحربي',
  nameEn: 'Noura Al-Harbi',
  titleAr: 'استقبال الزوار',
  titleEn: 'Welcoming visitors',
  track: 'support',
  minutes: 1830,
  period: { from: '2025-02-01', to: '2025-03-31' },
  issuedOn: '2026-03-05',
  issuedAt: AT,
  validUntil: null,
  isExpired: false,
  documentSha256: '0'.repeat(64),
  revocation: null,
  supersededBy: null,
  supersedes: null,
  suspendedAt: null,
  verificationUrl: null,
  ...change,
});

type CertificateRecord = JsonOf<typeof getCertificate>;

export const recordAnswer = (change: Partial<CertificateRecord> = {}): CertificateRecord => ({
  ...certificateAnswer(),
  evidence: [],
  events: [],
  notes: [],
  ...change,
});

export const eventAnswer = (
  change: Partial<CertificateRecord['events'][number]> = {},
): CertificateRecord['events'][number] => ({
  sequence: 0,
  at: AT,
  action: 'issued',
  actor: 'C-1',
  facts: {},
  previousHash: '0'.repeat(64),
  hash: '1'.repeat(64),
  ...change,
});

type Correction = ItemOf<typeof listCertificateCorrections>;

export const correctionAnswer = (change: Partial<Correction> = {}): Correction => ({
  correctionId: `${CERTIFICATE_ID}-1`,
  certificateId: CERTIFICATE_ID,
  displayId: displayId(CERTIFICATE_ID),
  issuerId: 'rawabi-health-cluster',
  volunteerId: 'V-1',
  nameAr: null,
  nameEn: null,
  note: '',
  requester: 'holder',
  requestedBy: 'V-1',
  requestedAt: AT,
  state: 'open',
  decidedAt: null,
  decidedBy: null,
  decisionNote: null,
  replacementId: null,
  ...change,
});

export const batchAnswer = (
  change: Partial<Omit<Batch, 'counts'>> & { readonly counts?: Partial<Batch['counts']> } = {},
): Batch => ({
  batchId: 'B-1',
  state: 'running',
  dryRun: false,
  notify: true,
  issuerIds: ['rawabi-health-cluster'],
  createdAt: AT,
  createdBy: 'C-1',
  confirmedBy: null,
  approvedBy: null,
  stopped: null,
  endedAt: null,
  cancelledBecause: null,
  expected: { emails: 0, unreached: 0, designs: {} },
  secondPerson: null,
  verdicts: {},
  reasons: {},
  ratePerSecond: null,
  secondsLeft: null,
  ...change,
  counts: {
    requested: 0,
    issued: 0,
    alreadyIssued: 0,
    refused: 0,
    failed: 0,
    left: 0,
    changed: 0,
    ...change.counts,
  },
});

export const importTicket = (
  change: Partial<JsonOf<typeof requestImport>> = {},
): JsonOf<typeof requestImport> => ({
  importId: 'I-1',
  uploadUrl: 'http://127.0.0.1:9/upload',
  uploadHeaders: {},
  parts: [],
  expiresAt: AT,
  state: 'awaiting_upload',
  ...change,
});

export const importAnswer = (change: Partial<Import> = {}): Import => ({
  importId: 'I-1',
  fileName: 'hours.csv',
  dryRun: false,
  state: 'imported',
  kinds: ['hours'],
  understanding: null,
  counts: { rows: 1, new: 1, changed: 0, unchanged: 0 },
  rowsWritten: 1,
  recordedBy: 'coordinator-1',
  sha256: null,
  awaitingRelease: null,
  awaitingEarlier: [],
  release: null,
  takingBack: null,
  createdAt: AT,
  finishedAt: AT,
  problemCount: 0,
  noteCount: 0,
  problems: [],
  problemsCsv: null,
  withdrawal: null,
  ...change,
});

export const problemAnswer = (change: Partial<ImportProblem> = {}): ImportProblem => ({
  severity: 'error',
  file: 'hours.csv',
  worksheet: null,
  row: 2,
  column: 'hours',
  value: '=-3',
  code: 'HOURS_NOT_POSITIVE',
  message: 'Hours can not be negative',
  fix: 'Write the hours worked, such as 7.5',
  ...change,
});

type Valid = Extract<Verification, { readonly result: 'valid' }>;

const namedIssuer: Valid['issuer'] = issuerAnswer();

export const checked = (certificateId = CERTIFICATE_ID) => ({
  certificateId,
  displayId: displayId(certificateId),
  checkedAt: AT,
});

export const validAnswer = (change: Partial<Valid> = {}): Valid => ({
  ...checked(change.certificateId ?? undefined),
  result: 'valid',
  holder: { disclosure: 'masked', nameAr: 'ن••• ا••', nameEn: 'N••• A••' },
  award: 'opportunity',
  opportunity: {
    titleAr: 'استقبال الزوار',
    titleEn: 'Welcoming visitors',
    track: 'support',
    kind: 'volunteering',
  },
  minutes: 1830,
  requiredMinutes: 1200,
  period: { from: '2025-02-01', to: '2025-03-31' },
  issuedOn: '2026-03-05',
  validUntil: null,
  issuer: namedIssuer,
  partners: [],
  documentSha256: '0'.repeat(64),
  provenance: {
    ...{ grade: 'released', shifts: 5, averageDaysToRecord: 1, approvers: 0, releasers: 1, files: 1 },
    approversByLink: 0,
    ...{
      recordedSome: 0,
      approversRecordedSome: 0,
      releasersRecordedSome: 0,
      makerAndChecker: true,
      textAr: 'خمس فترات',
      textEn: 'Five shifts',
    },
  },
  correctedOn: null,
  ...change,
});

export const revokedAnswer = (certificateId?: string): Verification => ({
  ...checked(certificateId),
  result: 'revoked',
  revokedOn: '2026-03-05',
  reasonCode: 'fraud',
  issuer: namedIssuer,
});

export const supersededAnswer = (replacement: string | null): Verification => ({
  ...checked(),
  result: 'superseded',
  supersededOn: '2026-03-05',
  issuer: namedIssuer,
  replacement,
});
