import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { chainBreaks } from '../../functions/domain/certificate/audit-chain.ts';
import type { Certificate, CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { verificationOf } from '../../functions/domain/certificate/verification.ts';
import { claimHours } from '../../functions/domain/hours/claim-hours.ts';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../functions/storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { certificateKey, revokedBitKey } from '../../functions/storage/dynamo/table.ts';
import { timesheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { complete } from '../../functions/workflows/issuing/complete.ts';
import type { CorrectionDeps } from '../../functions/workflows/lifecycle/request-correction.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { noArchives } from '../fakes/no-archives.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { entryOf, timesheetOf, volunteerOf } from '../people.ts';
import { RECORD_KEY, recordKey } from '../record-key.ts';

/** Documents in memory, each written once. */
export class DocumentsInMemory {
  readonly kept = new Map<string, string>();

  async store(certificateId: string, _bytes: Uint8Array, sha256Hex: string) {
    const there = this.kept.get(certificateId);
    if (there !== undefined && there !== sha256Hex) throw new Error('Another document under the same ID');
    this.kept.set(certificateId, sha256Hex);
    return there === undefined ? ('stored' as const) : ('already-there' as const);
  }

  async remove(certificateId: string) {
    this.kept.delete(certificateId);
  }
}

let people = 0;
let numbers = 5000;
function nextNumber(): number {
  numbers += 1;
  return numbers;
}

/** One volunteer with one issued certificate in a real table, and everything that changes it. */
export async function worldOf(
  dynamo: DynamoDBClient,
  tableName: string,
  selfCorrection = false,
  change: Partial<CertificateSnapshot> = {},
) {
  people += 1;
  const volunteerId = `V-${people}`;
  const certificateId = idOf(people);
  const register = new DynamoCertificateRegister(dynamo, tableName);
  const ledger = new DynamoHoursLedger(dynamo, tableName);
  const documents = new DocumentsInMemory();
  let clock = Date.parse('2026-01-10T08:00:00.000Z');
  const deps: CorrectionDeps &
    typeof noArchives & { documents: DocumentsInMemory; register: DynamoCertificateRegister } = {
    ...noArchives,
    register,
    ledger,
    corrections: new DynamoCorrectionRegister(dynamo, tableName, recordKey),
    documents,
    ...textRendering,
    issuers: new Map([['rawabi-health-cluster', { selfCorrection } as Issuer]]),
    findUnprintable: () => undefined,
    killSwitch: new DynamoKillSwitch(dynamo, tableName),
    agreements: { acceptances: async () => [] },
    statusIndexes: { next: async () => ({ listId: 'rawabi-health-cluster-1', index: nextNumber() }) },
    randomBytes: (count) => createHash('sha512').update(String(nextNumber())).digest().subarray(0, count),
    baseUrl: 'https://verify.example.org',
    now: () => {
      clock += 1000;
      return new Date(clock).toISOString();
    },
  };
  const snapshot = snapshotOf({
    certificateId,
    holder: { ...snapshotOf().holder, volunteerId },
    statusList: { listId: 'rawabi-health-cluster-1', index: 1000 + people },
    evidence: [{ entryId: 'E-2025-07-01', date: '2025-07-01', minutes: 360, recorded: 0, approval: 0 }],
    ...change,
  });
  const timesheet = timesheetOf([entryOf(), entryOf({ date: '2025-07-02' })], { volunteerId });
  await dynamo.send(new PutItemCommand({ TableName: tableName, Item: timesheetItem(timesheet) }));
  await dynamo.send(
    new PutItemCommand({
      TableName: tableName,
      Item: volunteerItem(volunteerOf({ volunteerId }), RECORD_KEY),
    }),
  );
  const issued = issuedOf(snapshot);
  const reserved: Certificate = {
    ...issued,
    state: 'reserved',
    revision: 0,
    documentSha256: null,
    events: issued.events.slice(0, 1),
  };
  await register.reserve({
    certificate: reserved,
    claim: { kind: 'timesheet', timesheet: claimHours(timesheet, certificateId, snapshot.evidence) },
  });
  await complete(reserved, { actor: 'coordinator-1', counter: COUNTED_BY_ISSUE }, deps);

  const find = async (id = certificateId): Promise<Certificate> => {
    const found = await register.find(id);
    if (found === undefined) throw new Error(`No certificate ${id}`);
    return found;
  };
  const timesheetNow = async (): Promise<Timesheet> => {
    const found = (await ledger.volunteerRecord(timesheet.issuerId, volunteerId))?.timesheets[0];
    if (found === undefined) throw new Error('No sheet');
    return found;
  };
  const bitSet = async (certificate: Certificate | CertificateSnapshot): Promise<boolean> => {
    const statusList = 'snapshot' in certificate ? certificate.snapshot?.statusList : certificate.statusList;
    if (!statusList) throw new Error('No index in a status list');
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: tableName,
        Key: marshall(revokedBitKey(statusList.listId, statusList.index)),
      }),
    );
    return Item !== undefined;
  };
  /** Everything the table holds under a certificate's own key, as text. */
  const everythingOf = async (id: string): Promise<string> => {
    const { Items } = await dynamo.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': certificateKey(id).pk }),
      }),
    );
    return JSON.stringify(Items);
  };
  const answers = async () => {
    const { certificateIds } = await timesheetNow();
    return Promise.all(
      certificateIds.map(async (id) => verificationOf(id, await register.find(id), deps.now()).result),
    );
  };
  /** What must hold whatever was done: one valid certificate at most, chains sound, hours held by who is live. */
  const contradictions = async (): Promise<string[]> => {
    const found: string[] = [];
    const page = await timesheetNow();
    const first = await find();
    const known = [...page.certificateIds, first.supersededBy, first.replacementReserved];
    const ids = new Set(known.filter((id) => typeof id === 'string'));
    const all = await Promise.all([...ids].map(find));
    if (all.filter(({ state }) => state === 'issued').length > 1) found.push('two valid certificates');
    for (const certificate of all) {
      const { events, certificateId: id } = certificate;
      if (chainBreaks(events, id).length > 0) found.push(`broken chain of ${id}`);
      if (certificate.state === 'issued' && documents.kept.get(id) !== certificate.documentSha256)
        found.push(`no document of ${id}`);
      const live = ['issued', 'suspended'].includes(certificate.state);
      if (live !== (page.certificateId === id))
        found.push(`${certificate.state} ${id} and the sheet disagree`);
    }
    for (const entry of page.entries)
      if (entry.certificateId !== undefined && entry.certificateId !== page.certificateId)
        found.push(`entry held by ${entry.certificateId}`);
    return found;
  };
  const step = { certificateId, actor: 'coordinator-1', canModify: () => true };
  return {
    certificateId,
    volunteerId,
    snapshot,
    deps,
    step,
    find,
    timesheetNow,
    bitSet,
    everythingOf,
    answers,
    contradictions,
  };
}
