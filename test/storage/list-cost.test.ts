import { createHash } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newBatch } from '../../functions/domain/batch/batch.ts';
import { certificateIdFrom } from '../../functions/domain/certificate/certificate-id.ts';
import { chunksOf } from '../../functions/domain/chunks-of.ts';
import { changedPeople } from '../../functions/domain/directory/directory-person.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoDirectoryChanges } from '../../functions/storage/dynamo/directory/dynamo-directory-changes.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import type { Item } from '../../functions/storage/dynamo/timesheet-item.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { listBatchItems } from '../../functions/workflows/batches/list-batch-items.ts';
import { listVolunteers } from '../../functions/workflows/ledger/search-volunteers.ts';
import { issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { MemoryPeopleDirectories } from '../fakes/memory-people-directories.ts';
import { volunteerOf } from '../people.ts';
import { RECORD_KEY } from '../record-key.ts';
import { meter } from './meter.ts';

const ISSUER_ID = 'rawabi-health-cluster';
const PEOPLE = 1_000;
const PAGE = 50;

/** Returns the certificate ID of a number, as random as real ones. */
const idOf = (n: number) =>
  certificateIdFrom(createHash('sha256').update(String(n)).digest().subarray(0, 10));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const volunteerId = (n: number) => `V-${String(n).padStart(4, '0')}`;

describe('the cost of a page of 50', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let metered: ReturnType<typeof meter>;
  const people = Array.from({ length: PEOPLE }, (_, n) => volunteerOf({ volunteerId: volunteerId(n) }));

  async function put(items: readonly Item[]): Promise<void> {
    for (const chunk of chunksOf(items, 25))
      await table.dynamo.send(
        new BatchWriteItemCommand({
          RequestItems: { [table.tableName]: chunk.map((Item) => ({ PutRequest: { Item } })) },
        }),
      );
  }

  beforeAll(async () => {
    table = await startTable();
    await put(people.map((person) => volunteerItem(person, RECORD_KEY)));
    await put(
      people.map((person, n) => {
        const reservedAt = new Date(Date.parse('2025-07-20T08:00:00.000Z') + n * 1_000).toISOString();
        const holder = { ...snapshotOf().holder, volunteerId: person.volunteerId };
        return certificateItem({ ...issuedOf(snapshotOf({ certificateId: idOf(n), holder })), reservedAt });
      }),
    );
    metered = meter(table.dynamo);
  });
  afterAll(() => table.stop());

  test('of volunteers is a read for each profile, on any page', async () => {
    const directories = new MemoryPeopleDirectories();
    const changes = people.map((volunteer) => ({ volunteerId: volunteer.volunteerId, volunteer }));
    await directories.replace(ISSUER_ID, changedPeople([], changes), undefined);
    const deps = {
      directories,
      directoryChanges: new DynamoDirectoryChanges(table.dynamo, table.tableName),
      ledger: new DynamoHoursLedger(table.dynamo, table.tableName),
    };
    const costs: number[] = [];
    let cursor: string | undefined;
    const listed: string[] = [];
    do {
      const { answer, units } = await metered(() =>
        listVolunteers([ISSUER_ID], { limit: PAGE, cursor }, deps),
      );
      listed.push(...answer.items.map((found) => found.volunteerId));
      costs.push(units);
      cursor = answer.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual(people.map((person) => person.volunteerId));
    process.stdout.write(`volunteers: ${mean(costs)} units a page\n`);
    expect(new Set(costs)).toEqual(new Set([PAGE]));
  });

  test('of certificates is a unit each and a few for the index', async () => {
    const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
    const listed: string[] = [];
    const costs: number[] = [];
    let cursor: string | undefined;
    do {
      const page = { limit: PAGE, cursor };
      const { answer, units } = await metered(() => register.list([{ issuerId: ISSUER_ID }], page));
      listed.push(...answer.items.map(({ certificateId }) => certificateId));
      costs.push(units);
      cursor = answer.cursor ?? undefined;
    } while (cursor !== undefined);
    // Newest first, all of them, each once.
    expect(listed).toEqual(people.map((_, n) => idOf(n)).reverse());
    process.stdout.write(`certificates: ${mean(costs)} units a page\n`);
    expect(mean(costs)).toBeLessThanOrEqual(32);
  });

  test('of batch items reads the chunks that it shows', async () => {
    const batches = new DynamoBatchRegister(table.dynamo, table.tableName);
    const request = { batchId: 'COST', issuerIds: [ISSUER_ID], dryRun: false, notify: true, createdBy: 'c' };
    const planned = newBatch(request, '2025-07-20T08:00:00.000Z');
    const chunkCount = PEOPLE / 10;
    const plan = { manifestId: 'M', requested: PEOPLE, chunkCount, verdicts: {}, eligibleOf: {} };
    const batch = { ...planned, run: 1, state: 'done' as const, plan };
    for (let chunk = 0; chunk < chunkCount; chunk += 1) {
      const items = Array.from({ length: 10 }, (_, index) => ({
        issuerId: ISSUER_ID,
        volunteerId: volunteerId(chunk * 10 + index),
        opportunityId: 'OPP-1',
        outcome: 'issued' as const,
        certificateId: idOf(chunk * 10 + index),
      }));
      const counts = {
        outcomes: { issued: 10, alreadyIssued: 0, refused: 0, failed: 0 },
        changed: 0,
        reasons: {},
      };
      expect(await batches.record({ batchId: 'COST', chunk, revision: 0, items }, counts)).toBe('recorded');
    }
    const deps = {
      batches,
      manifests: {
        chunkOffsets: async () => Array.from({ length: chunkCount + 1 }, (_, n) => n),
        lines: async () => [],
      },
    };
    const listed: string[] = [];
    const costs: number[] = [];
    let cursor: string | undefined;
    do {
      const page = { limit: PAGE, cursor };
      const { answer, units } = await metered(() => listBatchItems(batch, {}, page, deps));
      listed.push(...answer.items.map((item) => item.volunteerId));
      costs.push(units);
      cursor = answer.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual(people.map((person) => person.volunteerId));
    process.stdout.write(`batch items: ${mean(costs)} units a page\n`);
    expect(Math.max(...costs)).toBeLessThanOrEqual(6);
  });
});
