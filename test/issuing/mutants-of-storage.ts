import type { Mutant } from './mutant.ts';

/** A condition that every item meets, so that a condition combined with it has no effect. */
const ALWAYS = 'attribute_exists(pk) OR attribute_not_exists(pk)';
const REGISTER = 'functions/storage/dynamo/dynamo-certificate-register.ts';
const RESERVING = 'functions/storage/dynamo/reservation-writes.ts';
const BATCHING = 'functions/storage/dynamo/batching-certificate-register.ts';
const BATCHES = 'functions/storage/dynamo/dynamo-batch-register.ts';

/** The conditions of writes to the table and the bucket. */
export const STORAGE_MUTANTS: readonly Mutant[] = [
  {
    what: 'a reservation that does not look whether the hours have changed',
    file: RESERVING,
    find: "'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'",
    replace: `'(revision = :decidedOn OR ${ALWAYS}) AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'`,
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a reservation that does not look whether the award is taken',
    file: RESERVING,
    find: "'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'",
    replace: "'revision = :decidedOn AND attribute_not_exists(locked)'",
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a reservation that does not look whether the award is locked',
    file: RESERVING,
    find: "'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)'",
    replace: "'revision = :decidedOn AND attribute_not_exists(certificateId)'",
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a reservation that overwrites a certificate of the same ID',
    file: RESERVING,
    find: "        Item: certificateItem(certificate, pending),\n        ConditionExpression: 'attribute_not_exists(pk)',",
    replace: '        Item: certificateItem(certificate, pending),',
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'an issue that does not look whether the certificate is reserved',
    file: 'functions/storage/dynamo/finalisation-writes.ts',
    find: '${state} = ${reserved} AND size',
    replace: '(${state} = ${reserved} OR attribute_exists(pk)) AND size',
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'an issue that does not look whether the chain has grown',
    file: 'functions/storage/dynamo/finalisation-writes.ts',
    find: ' AND size(events) = ${sequence}',
    replace: ' AND (size(events) = ${sequence} OR attribute_exists(pk))',
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'an issue among others that is taken for done whatever became of it',
    file: BATCHING,
    find: "?.Error === undefined ? 'issued' : undefined",
    replace: "?.Error === undefined ? 'issued' : 'issued'",
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a reservation that is lost with another one beside it',
    file: BATCHING,
    find: 'if (isRejected && !wasThrottled(error)) return [];',
    replace: 'if (isRejected && !wasThrottled(error)) return send();',
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a change that does not look whether the certificate has changed',
    file: RESERVING,
    find: 'ConditionExpression: `revision = :decidedOn${',
    replace: `ConditionExpression: \`(revision = :decidedOn OR ${ALWAYS})\${`,
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a release of hours that does not look whether they have changed',
    file: REGISTER,
    find: "Item: timesheetItem(timesheet),\n          ConditionExpression: 'revision = :decidedOn',",
    replace: `Item: timesheetItem(timesheet),\n          ConditionExpression: 'revision = :decidedOn OR ${ALWAYS}',`,
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a document that overwrites the one that is there',
    file: 'functions/storage/s3/s3-document-store.ts',
    find: "          IfNoneMatch: '*',\n",
    replace: '',
    killedBy: 'test/contracts/document-stores.test.ts',
  },
  {
    what: 'a document that is taken for the one that is there, unseen',
    file: 'functions/storage/s3/s3-document-store.ts',
    find: 'if (head.ChecksumSHA256 !== checksum)',
    replace: 'if (head.ChecksumSHA256 === undefined)',
    killedBy: 'test/contracts/document-stores.test.ts',
  },
  {
    what: 'a chunk that is recorded a first time twice',
    file: BATCHES,
    find: "first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn'",
    replace: `first ? '${ALWAYS}' : 'revision = :decidedOn'`,
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a chunk that is recorded again on what somebody else has recorded',
    file: BATCHES,
    find: "first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn'",
    replace: `first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn OR ${ALWAYS}'`,
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'a batch changed without looking whether it has changed',
    file: BATCHES,
    find: "          ConditionExpression: 'revision = :decidedOn',\n          ExpressionAttributeValues: marshall({ ':decidedOn': batch.revision - 1 }),",
    replace: `          ConditionExpression: 'revision = :decidedOn OR ${ALWAYS}',\n          ExpressionAttributeValues: marshall({ ':decidedOn': batch.revision - 1 }),`,
    killedBy: 'test/contracts/registers.test.ts',
  },
  {
    what: 'an issue that is counted beside its write',
    file: 'functions/storage/dynamo/dynamo-certificate-register.ts',
    find: 'return (await this.#transact([{ Update: update }, ...counters]))',
    replace: 'return (await this.#transact(counters))',
    killedBy: 'test/contracts/registers.test.ts',
  },
];
