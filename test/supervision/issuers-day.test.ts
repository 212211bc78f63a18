import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { instantsOf } from '../../functions/domain/calendar-date.ts';
import { appendEvent } from '../../functions/domain/certificate/audit-chain.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoAuditLog } from '../../functions/storage/dynamo/supervision/dynamo-audit-log.ts';
import { auditDayKey } from '../../functions/storage/dynamo/table.ts';
import { listStepsOfDay } from '../../functions/workflows/supervision/list-steps-of-day.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';

/** One issuer whose day begins three hours before that of UTC, and one whose day begins five hours after it. */
const ISSUERS = [
  { issuerId: 'rawabi-health-cluster', timeZone: 'Asia/Riyadh' },
  { issuerId: 'western-issuer', timeZone: 'America/Bogota' },
];

describe('a day of an issuer', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let numbers = 30_000;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  /** Stores a certificate that was issued and revoked at an instant. */
  async function revokedAt(issuerId: string, at: string): Promise<string> {
    numbers += 1;
    const certificateId = idOf(numbers);
    const issued = issuedOf(snapshotOf({ certificateId }), { reservedAt: at });
    const events = appendEvent(issued.events, { at, action: 'revoked', actor: 'test', facts: {} });
    const certificate = { ...issued, issuerId, reservedAt: at, events };
    const step = marshall(auditDayKey(at.slice(0, 10), { issuerId, certificateId }, events.length - 1));
    for (const Item of [certificateItem(certificate), step])
      await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
    return certificateId;
  }

  test('holds what happened on it by the clocks of the issuer, in lists and in the trail', async () => {
    const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
    const auditLog = new DynamoAuditLog(table.dynamo, table.tableName);
    // 01:47 and 23:59 in Riyadh, and a minute before and after the day.
    await revokedAt('rawabi-health-cluster', '2026-11-28T20:59:59.999Z');
    const first = await revokedAt('rawabi-health-cluster', '2026-11-28T22:47:00.000Z');
    const last = await revokedAt('rawabi-health-cluster', '2026-11-29T20:59:59.999Z');
    await revokedAt('rawabi-health-cluster', '2026-11-29T21:00:00.000Z');
    // 20:00 in Bogota on the same day, though UTC has the next one.
    await revokedAt('western-issuer', '2026-11-29T04:59:00.000Z');
    const west = await revokedAt('western-issuer', '2026-11-30T01:00:00.000Z');

    const day = { from: '2026-11-29', to: '2026-11-29' };
    const filter = ISSUERS.map(({ issuerId, timeZone }) => ({ issuerId, ...instantsOf(day, timeZone) }));
    const listed: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await register.list(filter, { limit: 1, cursor: cursor ?? undefined });
      listed.push(...page.items.map(({ certificateId }) => certificateId));
      cursor = page.cursor;
    }
    expect(listed).toEqual([west, last, first]);

    const steps: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listStepsOfDay(
        ISSUERS,
        '2026-11-29',
        { limit: 1, cursor: cursor ?? undefined },
        { auditLog, register },
      );
      steps.push(...page.items.map(({ certificate }) => certificate.certificateId));
      cursor = page.cursor;
    }
    expect(steps.sort()).toEqual([first, last, west].sort());
  });

  test('has no other page than its own', async () => {
    const cursor = Buffer.from('2026-11-01.').toString('base64url');
    const deps = {
      auditLog: new DynamoAuditLog(table.dynamo, table.tableName),
      register: new DynamoCertificateRegister(table.dynamo, table.tableName),
    };
    await expect(listStepsOfDay(ISSUERS, '2026-11-29', { limit: 1, cursor }, deps)).rejects.toMatchObject({
      code: 'QUERY_INVALID',
    });
  });
});
