import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLinkToken } from '../../functions/domain/approval/link-token.ts';
import { afterCursor, cursorAt } from '../../functions/domain/cursor.ts';
import { pageOfFound } from '../../functions/domain/directory/search-page.ts';
import type { PageRequest } from '../../functions/domain/ports/page.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { DynamoDeliveries } from '../../functions/storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoImportRegister } from '../../functions/storage/dynamo/dynamo-import-register.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPendingHours } from '../../functions/storage/dynamo/pending/dynamo-pending-hours.ts';
import { DynamoAuditLog } from '../../functions/storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoJournal } from '../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { listStepsOfDay } from '../../functions/workflows/supervision/list-steps-of-day.ts';
import { startTable } from '../dynamo-table.ts';
import { harmless, nastyText } from '../hostile-input.ts';

const ISSUER = 'rawabi-health-cluster';
const DAY = '2026-01-10';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const on = <T>(adapter: new (dynamo: never, tableName: string) => T): T =>
  new adapter(table.dynamo as never, table.tableName);

/** Each list that takes a cursor, and how keys in it begin. */
const LISTS: Readonly<
  Record<string, readonly [begins: string, list: (page: PageRequest) => Promise<unknown> | unknown]>
> = {
  batches: [`${DAY}T`, (page) => on(DynamoBatchRegister).list([ISSUER, 'tilal-health-cluster'], page)],
  certificates: [`${DAY}T`, (page) => on(DynamoCertificateRegister).list([{ issuerId: ISSUER }], page)],
  deliveries: ['bounced#', (page) => on(DynamoDeliveries).unreached(ISSUER, 'bounced', undefined, page)],
  'deliveries of a batch': [
    'bounced#B-1#',
    (page) => on(DynamoDeliveries).unreached(ISSUER, 'bounced', 'B-1', page),
  ],
  imports: [`${DAY}T`, (page) => on(DynamoImportRegister).list([ISSUER], page)],
  journal: [`${ISSUER} ENTRY#`, (page) => on(DynamoJournal).list(DAY, [ISSUER], page)],
  opportunities: [`${DAY}#`, (page) => on(DynamoOpportunityCatalogue).list({ issuerIds: [ISSUER] }, page)],
  'pending hours': [`${ISSUER}#`, (page) => on(DynamoPendingHours).list([ISSUER], page)],
  search: ['n', (page) => pageOfFound([1, 2, 3], page)],
  'steps after issue': [`${ISSUER}#`, (page) => on(DynamoAuditLog).stepsOf(DAY, page, ISSUER)],
  'steps after issue of all': [`${ISSUER}#`, (page) => on(DynamoAuditLog).stepsOf(DAY, page)],
  'steps of a day': [
    `${DAY}.${ISSUER}.`,
    (page) =>
      listStepsOfDay([{ issuerId: ISSUER, timeZone: 'Asia/Riyadh' }], DAY, page, {
        auditLog: on(DynamoAuditLog),
        register: on(DynamoCertificateRegister),
      }),
  ],
  'volunteers of an opportunity': [
    'V-',
    (page) => on(DynamoHoursLedger).volunteersOf({ issuerId: ISSUER, opportunityId: 'OPP-1' }, page),
  ],
};

/** A cursor as its reader takes it: any text, what a list's own cursor looks like with anything behind it, and cursors in cursors. */
const anyCursor = (begins: string) =>
  fc.oneof(
    nastyText(),
    nastyText().map((text) => cursorAt(`${begins}${text}`)),
    nastyText().map((text) => cursorAt(`${begins}${cursorAt(text)}`)),
    fc.constantFrom('', '😀', '\uffff', '\0', 'x'.repeat(1_100)).map((text) => cursorAt(`${begins}${text}`)),
    fc.constantFrom('', '😀', '\uffff', '\0').map((text) => cursorAt(text)),
  );

describe('a list answers any cursor with a page, or refuses it:', () => {
  test.each(Object.entries(LISTS))('%s', async (_name, [begins, list]) => {
    await fc.assert(
      fc.asyncProperty(anyCursor(begins), async (cursor) => {
        try {
          const page = await harmless(() => list({ limit: 2, cursor }));
          expect(page).toMatchObject({ items: expect.any(Array) });
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(error).toMatchObject({ code: 'QUERY_INVALID' });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('its own among them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 512 }), (position) => {
        expect(afterCursor(cursorAt(position))).toBe(position);
      }),
    );
    for (const foreign of ['x'.repeat(513), 'prefix😀', 'a\0', '\uffff', 'ة'])
      expect(() => afterCursor(cursorAt(foreign))).toThrow(Refusal);
  });
});

describe('the token of a link', () => {
  test('is read as it was made, or is none', async () => {
    const own = fc.tuple(
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
      fc
        .uint8Array({ minLength: 24, maxLength: 24 })
        .map((secret) => Buffer.from(secret).toString('base64url')),
    );
    fc.assert(
      fc.property(own, ([requestId, secret]) => {
        expect(readLinkToken(`${requestId}.${secret}`)).toEqual({ requestId, secret });
      }),
    );
    await fc.assert(
      fc.asyncProperty(own, nastyText(), fc.nat({ max: 65 }), async ([requestId, secret], text, at) => {
        const token = `${requestId}.${secret}`;
        for (const candidate of [text, `${token.slice(0, at)}${text}${token.slice(at)}`]) {
          const read = await harmless(() => readLinkToken(candidate), 100);
          if (read !== undefined) expect(`${read.requestId}.${read.secret}`).toBe(candidate);
        }
      }),
    );
  });
});
