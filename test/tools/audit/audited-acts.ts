import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Import } from '../../../functions/domain/import/import.ts';
import { shownHashes } from '../../../functions/domain/import/shown-import.ts';
import type { JournalTargets } from '../../../functions/domain/journal.ts';
import type { JournalAct } from '../../../functions/domain/journal-act.ts';
import { recordHash } from '../../../functions/domain/record-hash.ts';
import {
  approvedPolicy,
  founded,
  proposed,
  type StaffRegister,
  signedIn,
} from '../../../functions/domain/staff/staff-register.ts';
import { directoryChangeWrites } from '../../../functions/storage/dynamo/directory/dynamo-directory-changes.ts';
import { DynamoArchiveRegister } from '../../../functions/storage/dynamo/dynamo-archive-register.ts';
import { DynamoRateLimit } from '../../../functions/storage/dynamo/dynamo-rate-limit.ts';
import { DynamoStaffRegisters } from '../../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { PREFIXES } from '../../../functions/storage/s3/prefixes.ts';
import { S3ImportJournal } from '../../../functions/storage/s3/s3-import-journal.ts';
import { S3PeopleDirectories } from '../../../functions/storage/s3/s3-people-directories.ts';
import { S3ResultStore } from '../../../functions/storage/s3/s3-result-store.ts';
import { buildArchivePart } from '../../../functions/workflows/batches/build-archive.ts';
import { issueRecognition } from '../../../functions/workflows/issuing/issue-recognition.ts';
import {
  acceptPartnership,
  listPartnerships,
} from '../../../functions/workflows/ledger/partners/partner-agreement.ts';
import { decideCorrection } from '../../../functions/workflows/lifecycle/decide-correction.ts';
import { requestCorrection } from '../../../functions/workflows/lifecycle/request-correction.ts';
import { suspendCertificate } from '../../../functions/workflows/lifecycle/suspend-certificate.ts';
import { changeStaff } from '../../../functions/workflows/supervision/change-staff.ts';
import { writeJournaledStaff } from '../../../functions/workflows/supervision/journaled-staff.ts';
import { setKillSwitch } from '../../../functions/workflows/supervision/set-kill-switch.ts';
import { ledgerImports } from '../../ledger/ledger-import.ts';
import { recordKey } from '../../record-key.ts';
import { type depsOver, ISSUER_ID } from './audited-world.ts';
import type { Store } from './edit-records.ts';

type Deps = ReturnType<typeof depsOver>;

let requests = 0;

/** Does something between two entries of the journal, as the API does. */
export async function acted<T>(
  { journal, now }: Pick<Deps, 'journal' | 'now'>,
  act: {
    readonly act: JournalAct;
    readonly subject: string;
    readonly issuerIds?: readonly string[];
    readonly targets?: JournalTargets;
  },
  does: () => Promise<T>,
  made: (result: T) => JournalTargets = () => ({}),
): Promise<T> {
  requests += 1;
  const begun = { targets: {}, issuerIds: [ISSUER_ID], ...act, requestId: `act-${requests}` };
  await journal.append({ ...begun, at: now(), phase: 'begun', outcome: null });
  const result = await does();
  const targets = { ...begun.targets, ...made(result) };
  await journal.append({ ...begun, targets, at: now(), phase: 'ended', outcome: 'done' });
  return result;
}

/** What an act of release keeps of the import as its second person saw it. */
const shownTo = (record: Import): JournalTargets => ({
  ...shownHashes(record),
  awaiting: String(record.awaiting?.entries ?? 0),
  entriesSum: record.awaiting?.entriesSum ?? '',
});

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const VOLUNTEER = 'REGISTERED-1';
const OPPORTUNITY = 'JOINT-1';
const PARTNER = 'amal-society';

/**
 * Imports an opportunity with a partner, a volunteer with an email address and hours that a second person releases, and
 * issues a recognition on them.
 */
export async function importAndRecognise(
  { dynamo, tableName, s3, bucketName: Bucket }: Store,
  deps: Deps,
): Promise<void> {
  const imports = ledgerImports(dynamo, tableName, {
    ...{ now: deps.now, issuerIds: [ISSUER_ID] },
    stores: {
      journal: new S3ImportJournal(s3, Bucket, recordKey),
      directories: new S3PeopleDirectories(s3, Bucket),
    },
  });
  const partnerId = [...imports.deps.issuers.keys()].find((issuerId) => issuerId !== ISSUER_ID) ?? PARTNER;
  const files = [
    csv(
      'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,partner_ids',
      `${OPPORTUNITY},${ISSUER_ID},فحص السكري,Diabetes Screening,preventive,2025-02-01,2025-03-31,4,900,${partnerId}`,
    ),
    csv(
      'volunteer_id,name_ar,name_en,gender,email',
      `${VOLUNTEER},نورة سالم الحربي,Noura Salem Alharbi,female,noura@people.example`,
    ),
    csv(
      'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
      `R-1,${VOLUNTEER},${OPPORTUNITY},2025-02-03,6,approved,coord-1`,
    ),
  ];
  for (const bytes of files) {
    const record = await acted(
      deps,
      { act: 'begin_import', subject: 'coordinator' },
      () => imports.importBytes('file.csv', bytes),
      ({ importId }) => ({ importId }),
    );
    const Key = `${PREFIXES.imports}${record.importId}/1`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes }));
    if (record.problemCount > 0) throw new Error(JSON.stringify(record.problems));
    if (record.awaiting === undefined) continue;
    const targets = { id: record.importId };
    await acted(
      deps,
      { act: 'release_import', subject: 'supervisor', targets },
      () => imports.release(record.importId),
      shownTo,
    );
  }
  const chain = { Key: `${PREFIXES.seals}seal-key.pem`, Body: 'the chain that an operator has stored' };
  await s3.send(new PutObjectCommand({ Bucket, ...chain }));
  const { catalogue, issuers } = imports.deps;
  const key = { issuerId: ISSUER_ID, opportunityId: OPPORTUNITY, partnerId };
  const targets = { issuerId: ISSUER_ID, id: OPPORTUNITY, partnerId };
  const accepting = { ...deps, catalogue, issuers, registers: new DynamoStaffRegisters(dynamo, tableName) };
  await acted(
    deps,
    { act: 'accept_partnership', subject: 'mayor', targets },
    async () => {
      const { items } = await listPartnerships([partnerId], { limit: 1 }, accepting);
      const termsSha256 = items[0]?.termsSha256 ?? '';
      return acceptPartnership({ ...key, termsSha256, validUntil: '2035-01-01', by: 'mayor' }, accepting);
    },
    ({ acceptance }) => ({ acceptanceSha256: recordHash(acceptance ?? {}) }),
  );
  const award = { kind: 'annual', issuerId: ISSUER_ID, year: 2025 } as const;
  const { outcome } = await issueRecognition({ volunteerId: VOLUNTEER, award, actor: 'coordinator-1' }, deps);
  if (outcome !== 'issued') throw new Error(`The recognition is ${outcome}`);
}

/** A founded register of staff, a policy that was changed by two people, and a first sign-in. */
export async function changePolicy({ dynamo, tableName }: Store, deps: Deps): Promise<void> {
  const staff = new DynamoStaffRegisters(dynamo, tableName);
  const step = (act: JournalAct, subject: string, to: (register: StaffRegister) => StaffRegister) =>
    acted(
      deps,
      { act, subject, targets: { issuerId: ISSUER_ID } },
      () => changeStaff(ISSUER_ID, to, { staff }),
      (register) => ({ staffSha256: recordHash(register) }),
    );
  const huda = { invitationId: `${ISSUER_ID}.1`, email: 'huda@cluster.example', name: 'Huda Alanazi' };
  await step('invite_person', 'operator', (register) => founded(register, huda, 'operator', deps.now()));
  await step('propose_policy', 'admin-1', (register) =>
    proposed(register, false, true, 'admin-1', deps.now()),
  );
  const operator = { subject: 'operator', isAdministrator: false };
  await step('approve_policy', 'operator', (register) => approvedPolicy(register, operator, deps.now()));
  const [register] = await staff.find([ISSUER_ID]);
  const after = register && signedIn(register, { subject: 'huda', email: huda.email });
  if (register === undefined || after === undefined) throw new Error('Nobody signs in');
  const randomId = () => 'sign-in-1';
  const noting = { ...deps, registers: staff, randomId };
  await writeJournaledStaff(register, after, { act: 'sign_in', subject: 'huda' }, noting);
}

/** Notifications halted, issuing halted and resumed, a certificate suspended, a request for another name rejected. */
export async function supervise(deps: Deps, suspended: string, requested: string): Promise<void> {
  const turns = { ...deps, queue: { send: async () => {} } } as never;
  const approver = { act: 'halt_notifications', subject: 'approver-1' } as const;
  await acted(deps, { ...approver, targets: { issuerId: ISSUER_ID } }, () =>
    setKillSwitch({ name: 'notifying', scopes: [ISSUER_ID], halted: true, by: 'approver-1' }, turns),
  );
  // An operator reaches every issuer, and halts everyone as one.
  for (const halted of [true, false])
    await acted(
      deps,
      { act: halted ? 'halt_issuing' : 'resume_issuing', subject: 'operator', issuerIds: ['*', ISSUER_ID] },
      () => setKillSwitch({ name: 'issuing', scopes: ['*'], halted, by: 'operator' }, turns),
    );
  const by = { actor: 'coordinator-1', canModify: () => true };
  await suspendCertificate({ ...by, certificateId: suspended }, deps);
  const { correctionId } = await requestCorrection(
    {
      ...{ certificateId: requested, isHolder: () => true, name: { nameEn: 'Nora Al-Bishi' }, note: '' },
      actor: 'holder-1',
    },
    deps as never,
  );
  await acted(
    deps,
    { act: 'decide_correction', subject: 'coordinator-1', targets: { id: correctionId } },
    () =>
      decideCorrection(
        {
          ...{ correctionId, decision: 'reject', actor: 'coordinator-1', note: undefined },
          ...{ hasIssuer: () => true, isVolunteer: () => false, isApprover: () => true },
        },
        deps as never,
      ),
    (correction) => ({ correctionSha256: recordHash(correction) }),
  );
}

/** The ZIP of a batch, a lease that an import holds, and an attempt that a limit has counted. */
export async function leaveTraces(
  { dynamo, tableName, s3, bucketName }: Store,
  batchId: string,
  deps: Deps,
): Promise<void> {
  await buildArchivePart(
    { batchId, run: 1, format: 'zip', part: 0 },
    {
      ...deps,
      archives: new DynamoArchiveRegister(dynamo, tableName, deps.now),
      results: new S3ResultStore(s3, bucketName),
    },
  );
  // What a search has not yet taken into the directory.
  const people = [{ issuerId: ISSUER_ID, volunteerId: VOLUNTEER }];
  await dynamo.send(
    new TransactWriteItemsCommand({ TransactItems: directoryChangeWrites(tableName, people) }),
  );
  const now = new Date();
  const until = new Date(now.getTime() + 60_000).toISOString();
  await deps.ledger.acquireLease({ issuerIds: [ISSUER_ID], holder: 'import-1', until }, now.toISOString());
  await new DynamoRateLimit(dynamo, tableName).attempt('name-match', 5, now.toISOString());
}
