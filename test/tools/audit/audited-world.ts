import { createHash } from 'node:crypto';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import type { Issuer, IssuerPolicy } from '../../../functions/domain/issuer.ts';
import { openPrintRunRenderer } from '../../../functions/rendering/print-run/render-print-run.ts';
import { openFontLibrary } from '../../../functions/rendering/template-fonts.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { DynamoBatchRegister } from '../../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../../functions/storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoPartnerAgreements } from '../../../functions/storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoStatusIndexes } from '../../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { DynamoStatusLists } from '../../../functions/storage/dynamo/dynamo-status-lists.ts';
import { DynamoAuditLog } from '../../../functions/storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoJournal } from '../../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { DynamoKillSwitch } from '../../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { S3AuditRoots } from '../../../functions/storage/s3/s3-audit-roots.ts';
import { S3DocumentStore } from '../../../functions/storage/s3/s3-document-store.ts';
import { S3ManifestStore } from '../../../functions/storage/s3/s3-manifest-store.ts';
import { opportunityOf } from '../../people.ts';
import { BASE_URL, createSigningFixture } from '../../proof/sealed-certificate.ts';
import { SAMPLE_RENDERER } from '../../proof/unsealed-sample.ts';
import { recordKey } from '../../record-key.ts';
import type { Store } from './edit-records.ts';

/** The issuer of the cluster. */
export const ISSUER_ID = 'rawabi-health-cluster';
export const OPPORTUNITY = opportunityOf({ requiredMinutes: 60 });

const ISSUER = {
  issuerId: ISSUER_ID,
  timeZone: 'Asia/Riyadh',
  dailyCapMinutes: 720,
  proof: 'credential',
  disclosure: 'masked',
  country: 'SA',
  nameAr: 'تجمع',
  nameEn: 'Cluster',
  domain: 'c.example',
  logo: 'l',
  signatories: [],
  designs: { participation: 'p@1', course: 'p@1', joint: 'p@1', team: 'p@1' },
} as unknown as Issuer;

const PRINTING = openPrintRunRenderer(templatesDirectory(), openFontLibrary(templatesDirectory()));

const fixture = await createSigningFixture();

/** The keys that the issuer publishes. */
export const KEYS = (await fixture.keySet()).keys;

/** The days of the cluster, all over: it issues on the first and corrects on the second. */
export const DAYS_AGO = { issuing: 4, correcting: 3 } as const;

/** A clock that a test sets to some days before now; it goes on by a second with each look. */
export function clockOf() {
  let time = 0;
  return {
    set: (daysAgo: number) => {
      time = Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS + 8 * 3_600_000;
    },
    now: () => {
      time += 1000;
      return new Date(time).toISOString();
    },
  };
}

/** The workflows' dependencies over a store, with deterministic random bytes. Documents have signed credentials. */
export function depsOver({ dynamo, tableName, s3, bucketName }: Store, now: () => string) {
  let drawn = 0;
  return {
    register: new DynamoCertificateRegister(dynamo, tableName),
    batches: new DynamoBatchRegister(dynamo, tableName),
    manifests: new S3ManifestStore(s3, bucketName),
    ledger: new DynamoHoursLedger(dynamo, tableName, {
      writesWith: recordKey,
      checksWith: recordKey,
      releasesKeptMs: 0,
    }),
    agreements: new DynamoPartnerAgreements(dynamo, tableName),
    killSwitch: new DynamoKillSwitch(dynamo, tableName),
    documents: new S3DocumentStore(s3, bucketName),
    statusIndexes: new DynamoStatusIndexes(dynamo, tableName),
    corrections: new DynamoCorrectionRegister(dynamo, tableName, recordKey),
    issuers: new Map([[ISSUER_ID, ISSUER]]),
    findUnprintable: () => undefined,
    designRoom: () => ({ issuers: () => 4, signatories: () => 6 }),
    policies: { of: async ({ policy = {} }: { policy?: IssuerPolicy }) => policy },
    renderer: SAMPLE_RENDERER,
    printing: PRINTING,
    signer: fixture.keys,
    sealChains: { find: async () => undefined },
    credentialKeyId: 'credential-1',
    sealKeyId: null,
    statusLists: new DynamoStatusLists(dynamo, tableName),
    auditLog: new DynamoAuditLog(dynamo, tableName),
    roots: new S3AuditRoots(s3, bucketName),
    journal: new DynamoJournal(dynamo, tableName),
    issuerIds: [ISSUER_ID],
    opportunityOf: async () => OPPORTUNITY,
    reportFault: (fault: unknown) => {
      throw fault;
    },
    baseUrl: BASE_URL,
    randomBytes: (count: number) => {
      drawn += 1;
      return createHash('sha512').update(`audit ${drawn}`).digest().subarray(0, count);
    },
    now,
  };
}
