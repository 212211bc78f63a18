import type { Finding } from './finding.ts';
import type { TableItem } from './table-contents.ts';

/** A kind of item: how its key begins and what stands in every item of it. */
interface Layout {
  readonly key: RegExp;
  readonly fields: string;
  /** What may stand in it besides. */
  readonly optional?: string;
}

const LISTED = 'listPk listSk';
const PENDING = 'pendingPk pendingSk';

/** Every kind of item that the table has. docs/architecture.md says what each is. */
export const LAYOUTS: readonly Layout[] = [
  {
    key: /^VOLUNTEER#.+ [^#]+#PROFILE$/,
    fields: 'issuerId volunteerId kind nameAr nameEn gender recordRevision mac',
    optional: `fromRegistry birthDate guardianConsent email renaming ${LISTED}`,
  },
  {
    key: /^VOLUNTEER#.+ [^#]+#NAME$/,
    fields:
      'issuerId volunteerId revision nameAr nameEn reviewedAt state wantedAr wantedEn note ' +
      'reviewedBy decidedAt decidedBy decisionNote mac',
    optional: LISTED,
  },
  {
    key: /^VOLUNTEER#.+ [^#]+#HOURS#.+$/,
    fields: `issuerId volunteerId opportunityId revision entries recorded certificateIds ${LISTED}`,
    optional: `certificateId locked withdrawal ${PENDING}`,
  },
  {
    key: /^VOLUNTEER#.+ [^#]+#RECOGNITION#(?:annual#\d{4}|milestone#\d+)$/,
    fields: 'certificateIds',
    optional: 'certificateId locked',
  },
  {
    key: /^OPPORTUNITY#.+ OPPORTUNITY$/,
    fields: `issuerId opportunityId titleAr titleEn track kind startsOn endsOn requiredMinutes beneficiaries partnerIds mac ${LISTED}`,
  },
  {
    key: /^OPPORTUNITY#.+ PARTNER#[^#]+$/,
    fields: `issuerId opportunityId partnerId ${LISTED}`,
    optional: 'acceptance',
  },
  { key: /^ENTRIES#.+#\d{3} .+#\d+$/, fields: 'entries' },
  { key: /^LEASE#.+ LEASE$/, fields: 'holder until' },
  {
    key: /^IMPORT#.+ IMPORT$/,
    fields:
      'importId fileName bytes dryRun requestedBy issuerIds profilesOf mayUseRegistry createdAt linkUntil state kinds ' +
      'counts rowsWritten problemCount noteCount expiresAt',
    optional:
      'reading uploadId etag sha256 changeParts release takingBack jobSteps withdrawal heartbeatAt finishedAt ' +
      'awaiting awaitingEarlier',
  },
  { key: /^IMPORT#.+ FINDINGS$/, fields: 'problems expiresAt', optional: 'understanding' },
  { key: /^IMPORT#.+ ISSUER#[^#]+$/, fields: `importId expiresAt ${LISTED}` },
  { key: /^RELEASE#.+ RELEASE$/, fields: 'importId at by' },
  { key: /^PERSONS#.+#. .+#.+$/, fields: 'persons' },
  { key: /^LANGUAGE#.+ [^#]+$/, fields: 'language chosenAt' },
  { key: /^DIRECTORY#[^#]+ .+$/, fields: 'volunteerIds' },
  {
    key: /^CERTIFICATE#.+ CERTIFICATE$/,
    fields:
      'certificateId state revision issuerId volunteerId snapshot reservedAt documentSha256 revocation supersededBy ' +
      `supersededAt suspendedAt events ${LISTED}`,
    optional: `replacementReserved notifiedAt notificationLeasedUntil notes ${PENDING}`,
  },
  {
    key: /^CERTIFICATE#.+ CORRECTION#\d{3}$/,
    fields:
      'correctionId certificateId issuerId volunteerId nameAr nameEn note requester requestedBy ' +
      `requestedAt state decidedAt decidedBy decisionNote replacementId mac ${LISTED}`,
  },
  {
    key: /^CERTIFICATE#.+ LINK#.+$/,
    fields: 'certificateId secretHash madeAt madeFor endsAt tries expiresAt mac',
  },
  {
    key: /^CERTIFICATE#.+ NOTIFICATION#.+$/,
    fields: 'certificateId issuerId name at',
    optional: `notifiedAt notificationLeasedUntil ${PENDING}`,
  },
  {
    key: /^CERTIFICATE#.+ DELIVERY$/,
    fields: 'certificateId issuerId volunteerId batchId state attempt at reason',
    optional: `digest reference addressHash leasedUntil ${PENDING}`,
  },
  { key: /^ADDRESS#.+ SUPPRESSED$/, fields: 'reason at' },
  { key: /^STATUSLIST#.+ ALLOCATION$/, fields: 'allotted orderKey' },
  { key: /^STATUSLIST#.+ REVOKED#\d{6}$/, fields: '' },
  { key: /^STATUSLIST#.+ SUSPENDED#\d{6}$/, fields: 'suspended' },
  {
    key: /^STATUSLIST#.+ SIGNED#(?:revocation|suspension)$/,
    fields: 'jwt revision statusesSha256 signedAt',
  },
  { key: /^AUDITDAY#\d{4}-\d\d-\d\d [^#]+#[0-9A-Z]{18}#\d+$/, fields: '' },
  {
    key: /^BATCH#.+ BATCH$/,
    fields:
      'batchId revision state issuerIds dryRun notify createdAt createdBy confirmedBy approvedBy stopped plan run sending ' +
      'reopening runningSince settledBefore endedAt cancelledBecause lastSeen lastProgressAt',
    optional: PENDING,
  },
  { key: /^BATCH#.+ ISSUER#[^#]+$/, fields: `batchId ${LISTED}` },
  { key: /^BATCH#.+ COUNTER#\d\d$/, fields: '' },
  { key: /^BATCH#.+ CHUNK#\d{6}$/, fields: 'revision items' },
  { key: /^STARTED#.+ \d{4}-\d\d-\d\d$/, fields: 'certificates expiresAt' },
  {
    key: /^ARCHIVES#.+ .+#\d+#(?:zip|print-ar|print-en)#\d+$/,
    fields: 'batchId run format part certificateIds expiresAt',
    optional: 'builds ready readyAt leftOut withdrawn',
  },
  {
    key: /^KILLSWITCH#(?:issuing|notifying) (?:\*|[^#]+)$/,
    fields: 'halted since by',
    optional: 'resuming',
  },
  { key: /^STAFF#.+ STAFF$/, fields: 'issuerId revision people invitations formerAddresses policy proposal' },
  {
    key: /^APPROVAL#.+ REQUEST$/,
    fields:
      'requestId issuerId supervisorId askedBy askedAt validUntil secretSha256 opportunityIds entries rejections revision ' +
      LISTED,
    optional: 'importId decidedAt withdrawn',
  },
  { key: /^POLICY#.+ POLICY$/, fields: 'makerAndChecker changedAt changedBy approvedBy' },
  {
    key: /^JOURNAL#.+ ENTRY#.+#\d+#\d+$/,
    fields: 'sequence previousHash hash at requestId phase act subject issuerIds targets outcome shard',
  },
  { key: /^JOURNAL#.+ HEAD#\d+$/, fields: 'sequence hash' },
  { key: /^SECRET#ADDRESSES SECRET$/, fields: 'key' },
  { key: /^LIMIT#.+ LIMIT$/, fields: 'times revision expiresAt' },
  { key: /^REPORT#.+ MONTH#\d{4}-\d\d(?:#(?:OPPORTUNITIES|\d+))?$/, fields: '' },
];

/** Kinds whose items are named by what they count. */
const COUNTED = /^(?:REPORT|BATCH#.+ COUNTER)#/;

/** Checks that an item is of a kind that the table has, with every field of it and no other. */
export function* checkLayout(item: TableItem): Generator<Finding> {
  const subject = `${item.pk} ${item.sk}`;
  const layout = LAYOUTS.find(({ key }) => key.test(subject));
  if (layout === undefined)
    return yield { rule: 'RECORD_UNREADABLE', subject, message: 'the table has no such item' };
  const required = layout.fields.split(' ').filter((name) => name !== '');
  const missing = required.filter((name) => item[name] === undefined);
  if (missing.length > 0)
    yield { rule: 'RECORD_CONTRADICTS_ITSELF', subject, message: `it has no ${missing.join(', ')}` };
  if (COUNTED.test(subject)) return;
  const known = new Set(['pk', 'sk', ...required, ...(layout.optional?.split(' ') ?? [])]);
  const unknown = Object.keys(item).filter((name) => !known.has(name));
  if (unknown.length > 0)
    yield { rule: 'RECORD_CONTRADICTS_ITSELF', subject, message: `nothing writes its ${unknown.join(', ')}` };
}
