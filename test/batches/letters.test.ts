import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Letter } from '../../functions/domain/ports/post-office.ts';
import { loadNoticeWording, noticeLetter } from '../../functions/pages/notice-letter.ts';
import { templatesDirectory } from '../../functions/runtime/templates-directory.ts';
import { certificateItem } from '../../functions/storage/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo-hours-ledger.ts';
import { DynamoOutbox } from '../../functions/storage/dynamo-outbox.ts';
import { notifyPending, shardOf } from '../../functions/storage/table.ts';
import { volunteerItem } from '../../functions/storage/volunteer-item.ts';
import { deliverNotifications } from '../../functions/workflows/deliver-notifications.ts';
import { reinstateCertificate } from '../../functions/workflows/reinstate-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/suspend-certificate.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { volunteerOf } from '../people.ts';

const START = Date.parse('2026-01-10T08:00:00.000Z');

describe('letters to holders', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let numbers = 60_000;
  beforeAll(async () => {
    table = await startTable();
  }, 60_000);
  afterAll(() => table.stop());

  /** Some holders who wait, and a post office that remembers every letter it was handed. */
  async function waitingHolders(count: number, email: string | undefined = 'noura@example.org') {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      numbers += 1;
      const certificateId = idOf(numbers);
      const volunteerId = `LETTER-${numbers}`;
      const holder = { ...snapshotOf().holder, volunteerId };
      const issued = issuedOf(snapshotOf({ certificateId, holder }));
      const asked = { notify: 'yes' };
      const events = issued.events.map((event, n) => (n === 0 ? { ...event, facts: asked } : event));
      const certificate = { ...issued, events };
      const pending = { pk: notifyPending(shardOf(certificateId)), sk: `2026#${certificateId}` };
      const person = volunteerOf({ volunteerId, ...(email === undefined ? {} : { email }) });
      for (const Item of [certificateItem(certificate, pending), volunteerItem(person)])
        await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
      ids.push(certificateId);
    }
    const taken: Letter[] = [];
    let minutes = 0;
    let dies = false;
    let halted = false;
    const wording = loadNoticeWording(templatesDirectory());
    const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
    const ledger = new DynamoHoursLedger(table.dynamo, table.tableName);
    const parts = {
      outbox: new DynamoOutbox(table.dynamo, table.tableName),
      register,
      ledger,
      postOffice: {
        send: async (letter: Letter) => {
          taken.push(letter);
          if (dies) throw new Error('died before it was noted');
        },
      },
      letterFor: (to: string, snapshot: Parameters<typeof noticeLetter>[1]) =>
        noticeLetter(to, snapshot, wording),
      notifying: { position: async () => ({ halted, since: null, by: null }) },
      now: () => new Date(START + minutes * 60_000).toISOString(),
      pace: async () => {},
      hasTime: () => true,
      reportFault: () => {},
    };
    return {
      ids,
      taken,
      register,
      ledger,
      deliver: () => deliverNotifications(parts),
      wait: (some: number) => {
        minutes += some;
      },
      setDies: (value: boolean) => {
        dies = value;
      },
      setHalted: (value: boolean) => {
        halted = value;
      },
    };
  }

  test('leave once, however many notifiers look at once', async () => {
    const holders = await waitingHolders(12);
    await Promise.all([holders.deliver(), holders.deliver(), holders.deliver()]);
    await holders.deliver();
    expect(holders.taken.map(({ reference }) => reference).sort()).toEqual([...holders.ids].sort());
  });

  test('of a notifier that died leave again under the same reference, after its lease', async () => {
    const holders = await waitingHolders(1);
    holders.setDies(true);
    await holders.deliver();
    holders.setDies(false);
    await holders.deliver();
    expect(holders.taken).toHaveLength(1);
    holders.wait(6);
    await holders.deliver();
    await holders.deliver();
    expect(holders.taken).toHaveLength(2);
    expect(new Set(holders.taken.map(({ reference, text }) => reference + text)).size).toBe(1);
  });

  test('do not leave while notifying is halted', async () => {
    const holders = await waitingHolders(2);
    holders.setHalted(true);
    expect(await holders.deliver()).toBe(0);
    holders.setHalted(false);
    expect(await holders.deliver()).toBe(2);
  });

  test('do not leave for a certificate that was revoked before', async () => {
    const holders = await waitingHolders(1);
    const request = { certificateId: holders.ids[0] ?? '', actor: 'c', mayTouch: () => true };
    const { register, ledger } = holders;
    const now = () => new Date(START).toISOString();
    await revokeCertificate({ ...request, reasonCode: 'issued_in_error' }, { register, ledger, now });
    expect(await holders.deliver()).toBe(0);
    expect(holders.taken).toEqual([]);
  });

  test('wait while a certificate is suspended, and leave once it is reinstated, once', async () => {
    const holders = await waitingHolders(2);
    const { register, ledger, ids } = holders;
    const parts = { register, ledger, now: () => new Date(START).toISOString() };
    const by = (certificateId = '') => ({ certificateId, actor: 'c', mayTouch: () => true });
    await suspendCertificate(by(ids[0]), parts);
    expect(await holders.deliver()).toBe(1);
    await reinstateCertificate(by(ids[0]), parts);
    expect(await holders.deliver()).toBe(1);
    // Who was told before is not told again.
    await suspendCertificate(by(ids[1]), parts);
    await reinstateCertificate(by(ids[1]), parts);
    expect(await holders.deliver()).toBe(0);
    expect(holders.taken.map(({ reference }) => reference)).toEqual([ids[1], ids[0]]);
  });

  test('are not written to who has no address, and nobody waits for them', async () => {
    const holders = await waitingHolders(3, '');
    expect(await holders.deliver()).toBe(0);
    holders.wait(10);
    expect(await holders.deliver()).toBe(0);
    expect(holders.taken).toEqual([]);
  });

  test('say nothing of anybody in their subject, and escape what they say in HTML', async () => {
    const holder = { ...snapshotOf().holder, nameEn: '<img src=x onerror=alert(1)>' };
    const letter = noticeLetter(
      'a@example.org',
      snapshotOf({ holder }),
      loadNoticeWording(templatesDirectory()),
    );
    expect(letter.subject).not.toContain(holder.nameAr);
    expect(letter.html).not.toContain('<img');
    expect(letter.html).toContain('&lt;img');
  });
});
