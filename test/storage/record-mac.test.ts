import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Correction } from '../../functions/domain/certificate/correction.ts';
import type { NameReview } from '../../functions/domain/hours/name-review.ts';
import {
  correctionItem,
  DynamoCorrectionRegister,
} from '../../functions/storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import {
  DynamoOpportunityCatalogue,
  opportunityItem,
} from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoLinkRegister } from '../../functions/storage/dynamo/emails/dynamo-link-register.ts';
import type { Item } from '../../functions/storage/dynamo/timesheet-item.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { DynamoNameReviews } from '../../functions/storage/dynamo/volunteers/dynamo-name-reviews.ts';
import { nameReviewItem } from '../../functions/storage/dynamo/volunteers/name-review-item.ts';
import { withMac } from '../../functions/storage/record-mac.ts';
import { S3ImportJournal } from '../../functions/storage/s3/s3-import-journal.ts';
import { startTable } from '../dynamo-table.ts';
import { opportunityOf, volunteerOf } from '../people.ts';
import { RECORD_KEY, recordKey } from '../record-key.ts';
import { startBucket } from '../s3-bucket.ts';

const OTHER_KEY = new Uint8Array(32).fill(9);
const volunteer = volunteerOf();
const opportunity = opportunityOf();

describe('a record that somebody has written to the table itself', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  const put = (Item: Item) => table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
  const readVolunteer = () =>
    new DynamoHoursLedger(table.dynamo, table.tableName, { checksWith: recordKey }).volunteerRecord(
      volunteer.issuerId,
      volunteer.volunteerId,
    );
  const readOpportunity = () =>
    new DynamoOpportunityCatalogue(table.dynamo, table.tableName, recordKey).find(opportunity);

  test.each([
    ['another name', { ...volunteerItem(volunteer, RECORD_KEY), nameEn: { S: 'Somebody Else' } }],
    ['a code of another key', volunteerItem(volunteer, OTHER_KEY)],
  ])('is refused as a volunteer: %s', async (_what, item) => {
    await put(volunteerItem(volunteer, RECORD_KEY));
    expect((await readVolunteer())?.volunteer).toEqual(volunteer);
    await put(item);
    await expect(readVolunteer()).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
  });

  test('is refused as an opportunity: fewer minutes', async () => {
    const item = opportunityItem(opportunity, RECORD_KEY);
    await put(item);
    expect(await readOpportunity()).toEqual(opportunity);
    await put({ ...item, requiredMinutes: { N: '1' } });
    await expect(readOpportunity()).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
  });

  test('is refused as a request for another name: another name in it', async () => {
    const review: NameReview = {
      ...{ issuerId: volunteer.issuerId, volunteerId: volunteer.volunteerId, revision: 1 },
      ...{ state: 'requested', nameAr: volunteer.nameAr, nameEn: volunteer.nameEn },
      ...{ reviewedAt: '2026-01-01T00:00:00.000Z', reviewedBy: 'noura' },
      ...{ wantedAr: null, wantedEn: 'Nora Al-Bishi', note: '' },
      ...{ decidedAt: null, decidedBy: null, decisionNote: null },
    };
    const reviews = new DynamoNameReviews(table.dynamo, table.tableName, recordKey);
    expect(await reviews.put(review)).toBe(true);
    expect(await reviews.find(review)).toEqual(review);
    await put({ ...nameReviewItem(review, RECORD_KEY), wantedEn: { S: 'Somebody Else' } });
    await expect(reviews.find(review)).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
  });

  test('is refused as a request for correction: another person as who asked', async () => {
    const correction: Correction = {
      ...{ correctionId: 'B1P90CH35ABARTZ768-1', certificateId: 'B1P90CH35ABARTZ768' },
      ...{ issuerId: volunteer.issuerId, volunteerId: volunteer.volunteerId },
      ...{ nameAr: null, nameEn: 'Nora Al-Bishi', note: '', requester: 'issuer', requestedBy: 'huda' },
      ...{ requestedAt: '2026-01-01T00:00:00.000Z', state: 'open', decidedAt: null, decidedBy: null },
      ...{ decisionNote: null, replacementId: null },
    };
    const corrections = new DynamoCorrectionRegister(table.dynamo, table.tableName, recordKey);
    expect(await corrections.open(correction)).toBe(true);
    expect(await corrections.find(correction.correctionId)).toEqual(correction);
    await put(withMac(correctionItem({ ...correction, requestedBy: 'saad' }), OTHER_KEY));
    await expect(corrections.find(correction.correctionId)).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
  });

  test('opens nothing as a link, whatever its secret', async () => {
    const link = {
      certificateId: 'B1P90CH35ABARTZ768',
      secretHash: 'ab'.repeat(32),
      madeAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2026-02-01T00:00:00.000Z',
      madeFor: 'email' as const,
    };
    const links = new DynamoLinkRegister(table.dynamo, table.tableName, recordKey);
    await links.add(link);
    expect(await links.find(link)).toEqual(link);
    await new DynamoLinkRegister(table.dynamo, table.tableName, async () => OTHER_KEY).add(link);
    expect(await links.find(link)).toBeUndefined();
  });
});

test('what an import changed is not read for its withdrawal where somebody has written it to the bucket', async () => {
  const { s3, bucketName, stop } = await startBucket();
  try {
    const journal = new S3ImportJournal(s3, bucketName, recordKey);
    const forger = new S3ImportJournal(s3, bucketName, async () => OTHER_KEY);
    const changes = { rows: 1, volunteers: [], opportunities: [], entries: [] } as never;
    await journal.store('import', 1, changes);
    expect(await journal.read('import', 1)).toEqual(changes);
    await forger.store('import', 1, changes);
    await expect(journal.read('import', 1)).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
    // Nor what another import changed.
    await journal.store('another', 1, changes);
    const changesOf = (importId: string) => `imports/${importId}/changes/1.json.gz`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: changesOf('another') }));
    const copy = {
      Bucket: bucketName,
      Key: changesOf('import'),
      Body: (await Body?.transformToByteArray()) ?? '',
    };
    await s3.send(new PutObjectCommand(copy));
    await expect(journal.read('import', 1)).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
  } finally {
    await stop();
  }
});
