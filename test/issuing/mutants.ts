/** A condition taken out of the product's code, and the tests of which one must then fail. */
export interface Mutant {
  readonly what: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly killedBy: 'test/issuing' | 'test/contracts' | 'test/batches/batch-life';
}

/** True of every item, so that a condition beside it says nothing any more. */
const ALWAYS = 'attribute_exists(pk) OR attribute_not_exists(pk)';
const REGISTER = 'functions/storage/dynamo/dynamo-certificate-register.ts';
const RESERVING = 'functions/storage/dynamo/reservation-writes.ts';
const BATCHING = 'functions/storage/dynamo/batching-certificate-register.ts';
const BATCHES = 'functions/storage/dynamo/dynamo-batch-register.ts';
const CHUNK = 'functions/workflows/batches/run-batch-chunk.ts';
const SEND = 'functions/workflows/batches/send-chunks.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    what: 'a reservation that does not look whether the hours have changed',
    file: RESERVING,
    find: "'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'",
    replace: `'(revision = :decidedOn OR ${ALWAYS}) AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'`,
    killedBy: 'test/contracts',
  },
  {
    what: 'a reservation that does not look whether the award is taken',
    file: RESERVING,
    find: "'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'",
    replace: "'revision = :decidedOn AND attribute_not_exists(locked)'",
    killedBy: 'test/contracts',
  },
  {
    what: 'a reservation that does not look whether the award is locked',
    file: RESERVING,
    find: "'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'",
    replace: "'revision = :decidedOn AND attribute_not_exists(certificateId)'",
    killedBy: 'test/contracts',
  },
  {
    what: 'a reservation that overwrites a certificate of the same ID',
    file: RESERVING,
    find: "        Item: certificateItem(certificate, pending),\n        ConditionExpression: 'attribute_not_exists(pk)',",
    replace: '        Item: certificateItem(certificate, pending),',
    killedBy: 'test/contracts',
  },
  {
    what: 'an issue that does not look whether the certificate is reserved',
    file: 'functions/storage/dynamo/finalisation-writes.ts',
    find: '${state} = ${reserved} AND size',
    replace: '(${state} = ${reserved} OR attribute_exists(pk)) AND size',
    killedBy: 'test/contracts',
  },
  {
    what: 'an issue that does not look whether the chain has grown',
    file: 'functions/storage/dynamo/finalisation-writes.ts',
    find: ' AND size(events) = ${sequence}',
    replace: ' AND (size(events) = ${sequence} OR attribute_exists(pk))',
    killedBy: 'test/contracts',
  },
  {
    what: 'an issue among others that is taken for done whatever became of it',
    file: BATCHING,
    find: "error === undefined ? 'issued' : undefined",
    replace: "error === undefined ? 'issued' : 'issued'",
    killedBy: 'test/contracts',
  },
  {
    what: 'a reservation that is lost with another one beside it',
    file: BATCHING,
    find: "error.$fault === 'client') return [];",
    replace: "error.$fault === 'client') return send();",
    killedBy: 'test/contracts',
  },
  {
    what: 'a change that does not look whether the certificate has changed',
    file: RESERVING,
    find: 'ConditionExpression: `revision = :decidedOn${',
    replace: `ConditionExpression: \`(revision = :decidedOn OR ${ALWAYS})\${`,
    killedBy: 'test/contracts',
  },
  {
    what: 'a release of hours that does not look whether they have changed',
    file: REGISTER,
    find: "Item: timesheetItem(timesheet),\n          ConditionExpression: 'revision = :decidedOn',",
    replace: `Item: timesheetItem(timesheet),\n          ConditionExpression: 'revision = :decidedOn OR ${ALWAYS}',`,
    killedBy: 'test/contracts',
  },
  {
    what: 'a document that overwrites the one that is there',
    file: 'functions/storage/s3/s3-document-store.ts',
    find: "          IfNoneMatch: '*',\n",
    replace: '',
    killedBy: 'test/contracts',
  },
  {
    what: 'a document that is taken for the one that is there, unseen',
    file: 'functions/storage/s3/s3-document-store.ts',
    find: 'if (head.ChecksumSHA256 !== checksum)',
    replace: 'if (head.ChecksumSHA256 === undefined)',
    killedBy: 'test/contracts',
  },
  {
    what: 'a chunk that is recorded a first time twice',
    file: BATCHES,
    find: "first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn'",
    replace: `first ? '${ALWAYS}' : 'revision = :decidedOn'`,
    killedBy: 'test/contracts',
  },
  {
    what: 'a chunk that is recorded again on what somebody else has recorded',
    file: BATCHES,
    find: "first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn'",
    replace: `first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn OR ${ALWAYS}'`,
    killedBy: 'test/contracts',
  },
  {
    what: 'a batch changed without looking whether it has changed',
    file: BATCHES,
    find: "          ConditionExpression: 'revision = :decidedOn',\n          ExpressionAttributeValues: marshall({ ':decidedOn': batch.revision - 1 }),",
    replace: `          ConditionExpression: 'revision = :decidedOn OR ${ALWAYS}',\n          ExpressionAttributeValues: marshall({ ':decidedOn': batch.revision - 1 }),`,
    killedBy: 'test/contracts',
  },
  {
    what: 'a verdict that does not see the certificate there is',
    file: 'functions/domain/eligibility/decide-eligibility.ts',
    find: "if (slot?.certificateId) return { reason: 'ALREADY_ISSUED', certificateId: slot.certificateId };",
    replace: '',
    killedBy: 'test/issuing',
  },
  {
    what: 'a batch that counts what another batch has reserved',
    file: 'functions/workflows/issuing/issue.ts',
    find: "if (!isOwn || (requester.counter.kind === 'issue' && completion !== 'issued'))",
    replace: "if (completion !== 'issued' && !isOwn)",
    killedBy: 'test/issuing',
  },
  {
    what: 'a redelivery that does not count what it had reserved',
    file: 'functions/workflows/issuing/issue.ts',
    find: "if (!isOwn || (requester.counter.kind === 'issue' && completion !== 'issued'))",
    replace: "if (completion !== 'issued')",
    killedBy: 'test/issuing',
  },
  {
    what: 'a batch that makes up for what was withdrawn before it was recorded',
    file: 'functions/workflows/issuing/decide-opportunity-award.ts',
    find: "  if (own) return { kind: 'resume', certificate: own };\n",
    replace: '',
    killedBy: 'test/issuing',
  },
  {
    what: 'a redelivery that does not look for what a dead worker has issued',
    file: CHUNK,
    find: 'if (!due && !delivery.again) return;',
    replace: 'if (!due) return;',
    killedBy: 'test/issuing',
  },
  {
    what: 'a redelivery that believes a refusal of another delivery',
    file: 'functions/workflows/batches/recover-chunk.ts',
    find: "item?.outcome !== 'issued'",
    replace: "item === undefined || item.outcome === 'waiting'",
    killedBy: 'test/issuing',
  },
  {
    what: 'a certificate of the batch that gives way to another one in its record',
    file: 'functions/workflows/batches/chunk-record.ts',
    find: 'recorded?.certificateId !== certificateId',
    replace: 'recorded?.certificateId === undefined',
    killedBy: 'test/issuing',
  },
  {
    what: 'a refusal that is lost where another delivery has left its item waiting',
    file: 'functions/workflows/batches/chunk-record.ts',
    find: ": outcome !== 'waiting' && recorded?.outcome === 'waiting'",
    replace: ': false',
    killedBy: 'test/issuing',
  },
  {
    what: 'a fault of one line that hides what was issued of the others',
    file: 'functions/workflows/batches/recover-chunk.ts',
    find: '  await addToRecord(key, results, deps);\n',
    replace:
      "  if (attempts.every(({ status }) => status === 'fulfilled')) await addToRecord(key, results, deps);\n",
    killedBy: 'test/issuing',
  },
  {
    what: 'a certificate that is not counted because its person was erased first',
    file: 'functions/domain/report/issued-count.ts',
    find: 'if (facts.supersedes !== undefined) return undefined;',
    replace: 'if (snapshot === null || facts.supersedes !== undefined) return undefined;',
    killedBy: 'test/issuing',
  },
  {
    what: 'a sweeper whose issues the reports do not count',
    file: 'functions/workflows/issuing/finalise.ts',
    find: 'countsWithChunk(reserved, counter) ? undefined',
    replace: "countsWithChunk(reserved, counter) || actor === 'sweeper' ? undefined",
    killedBy: 'test/issuing',
  },
  {
    what: 'a batch that counts in its reports what was counted when somebody else issued it',
    file: 'functions/domain/report/issued-count.ts',
    find: ' &&\n    issued?.facts.counted === undefined',
    replace: '',
    killedBy: 'test/issuing',
  },
  {
    what: 'a batch that does not look who was faster to issue',
    file: 'functions/workflows/issuing/issue.ts',
    find: "if (completion === 'issued' || certificate.state !== 'reserved') return certificate;",
    replace: 'if (certificate) return certificate;',
    killedBy: 'test/issuing',
  },
  {
    what: 'an issue that is counted beside its write',
    file: 'functions/storage/dynamo/dynamo-certificate-register.ts',
    find: 'return (await this.#transact([{ Update: update }, ...counters]))',
    replace: 'return (await this.#transact(counters))',
    killedBy: 'test/contracts',
  },
  {
    what: 'a claim that forgets to mark the entries it counts',
    file: 'functions/domain/hours/claim-hours.ts',
    find: 'claimed.has(entry.entryId) ? { ...entry, certificateId } : entry',
    replace: 'entry',
    killedBy: 'test/issuing',
  },
  {
    what: 'a revocation that does not give the entries back',
    file: 'functions/domain/hours/claim-hours.ts',
    find: 'entry.certificateId === certificateId ? unclaimed(entry) : entry',
    replace: 'entry',
    killedBy: 'test/issuing',
  },
  {
    what: 'an issue whose holder is told only if who completes it wants so',
    file: 'functions/workflows/issuing/finalise.ts',
    find: "notify: events[0]?.facts.notify === 'yes',",
    replace: "notify: events[0]?.facts.notify === 'yes' && events[0]?.actor === actor,",
    killedBy: 'test/issuing',
  },
  {
    what: 'an issue before its document is kept',
    file: 'functions/workflows/issuing/store-document.ts',
    find: '  await documents.store(certificateId, document, documentSha256);\n',
    replace: '  setTimeout(() => void documents.store(certificateId, document, documentSha256), 5);\n',
    killedBy: 'test/issuing',
  },
  {
    what: 'a sweeper that leaves reservations alone',
    file: 'functions/workflows/supervision/sweep-reservations.ts',
    find: "  return (await complete(certificate, SWEEPER, deps)) === 'issued';",
    replace: '  return false;',
    killedBy: 'test/issuing',
  },
  {
    what: 'a worker that works on a chunk that is recorded',
    file: CHUNK,
    find: 'const open = record === undefined || waitingIn(record) > 0;',
    replace: 'const open = record === undefined || waitingIn(record) >= 0;',
    killedBy: 'test/issuing',
  },
  {
    what: 'a worker that keeps nothing of a chunk in which a line faults',
    file: 'functions/workflows/batches/run-batch-chunk.ts',
    find: "fault === undefined || attempts.some(({ status }) => status === 'fulfilled')",
    replace: 'fault === undefined',
    killedBy: 'test/issuing',
  },
  {
    what: 'a worker that says that a chunk is done in which a line faults',
    file: CHUNK,
    find: 'if (fault) throw fault.reason;',
    replace: '',
    killedBy: 'test/issuing',
  },
  {
    what: 'a worker that does not see the kill switch',
    file: CHUNK,
    find: 'context === undefined || context.issuingHalted',
    replace: 'context === undefined',
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'a worker that goes on with a paused batch',
    file: CHUNK,
    find: "open && batch.state === 'running' && batch.run === run",
    replace: 'open',
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'a worker that issues to who was shown as refused',
    file: 'functions/workflows/batches/run-batch-chunk.ts',
    find: "  if (shown.outcome === 'refused') return { item: { ...shown, outcome: 'refused' } };\n",
    replace: '',
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'a resumed batch that sends everything again',
    file: SEND,
    find: 'if (!settled.has(chunk)) open.push(',
    replace: 'open.push(',
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'a batch that is done before its last item',
    file: 'functions/domain/batch/batch.ts',
    find: '  if (settledOf(counts) < batch.plan.requested) return undefined;\n',
    replace: '',
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'a retry that is done before its chunks are sent',
    file: 'functions/domain/batch/batch.ts',
    find: "batch.state !== 'running' || batch.sending || batch.plan === null",
    replace: "batch.state !== 'running' || batch.plan === null",
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'a last try that fails whom an earlier worker has issued to',
    file: 'functions/workflows/batches/run-batch-chunk.ts',
    find: 'await findIssuedBefore(line, batch, deps).catch(() => undefined)',
    replace: 'undefined as ItemResult | undefined',
    killedBy: 'test/issuing',
  },
  {
    what: 'a retry that a pause makes forget what it has to try again',
    file: 'functions/domain/batch/batch.ts',
    find: "state: 'paused', sending: false, runningSince: null",
    replace: "state: 'paused', sending: false, reopening: false, runningSince: null",
    killedBy: 'test/batches/batch-life',
  },
  {
    what: 'an approval by the person who asked',
    file: 'functions/domain/batch/batch.ts',
    find: 'if (by === batch.createdBy || by === batch.confirmedBy)',
    replace: "if (by === '')",
    killedBy: 'test/batches/batch-life',
  },
];
