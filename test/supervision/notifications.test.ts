import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import type { Email } from '../../functions/domain/ports/mailer.ts';
import { certificateEmail, loadEmailWording } from '../../functions/pages/certificate-email.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOutbox } from '../../functions/storage/dynamo/dynamo-outbox.ts';
import { notifyPending, shardOf } from '../../functions/storage/dynamo/table.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { replaceCertificate } from '../../functions/workflows/lifecycle/replace-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { deliverNotifications } from '../../functions/workflows/supervision/deliver-notifications.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { DocumentsInMemory } from '../lifecycle/world.ts';
import { volunteerOf } from '../people.ts';

const NOTICE = { wording: loadEmailWording(templatesDirectory()), portal: '' };
const addressesIn = (markup: string) => [...markup.matchAll(/href="([^"]+)"/g)].map(([, address]) => address);
const START = Date.parse('2026-01-10T08:00:00.000Z');

describe('letters to holders', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let numbers = 60_000;
  beforeAll(async () => {
    table = await startTable();
  }, 60_000);
  afterAll(() => table.stop());

  /** Some holders who wait, and a post office that remembers every letter it was handed. */
  async function waitingHolders(
    count: number,
    email: string | undefined = 'noura@example.org',
    notify: 'yes' | 'no' = 'yes',
  ) {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      numbers += 1;
      const certificateId = idOf(numbers);
      const volunteerId = `LETTER-${numbers}`;
      const holder = { ...snapshotOf().holder, volunteerId };
      const issued = issuedOf(snapshotOf({ certificateId, holder }));
      const asked: Record<string, string> = notify === 'yes' ? { notify } : {};
      const events = issued.events.map((event, n) => (n === 0 ? { ...event, facts: asked } : event));
      const certificate = { ...issued, events };
      const pending = { pk: notifyPending(shardOf(certificateId)), sk: `2026#${certificateId}` };
      const person = volunteerOf({ volunteerId, ...(email === undefined ? {} : { email }) });
      const item = certificateItem(certificate, notify === 'yes' ? pending : undefined);
      for (const Item of [item, volunteerItem(person)])
        await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
      ids.push(certificateId);
    }
    const taken: Email[] = [];
    let minutes = 0;
    let dies = false;
    let halted = false;
    const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
    const ledger = new DynamoHoursLedger(table.dynamo, table.tableName);
    const deps = {
      outbox: new DynamoOutbox(table.dynamo, table.tableName),
      register,
      ledger,
      mailer: {
        send: async (email: Email) => {
          taken.push(email);
          if (dies) throw new Error('died before it was noted');
        },
      },
      emailFor: (to: string, snapshot: Parameters<typeof certificateEmail>[1]) =>
        certificateEmail(to, snapshot, NOTICE),
      notifying: { state: async () => ({ halted, since: null, by: null }) },
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
      deliver: () => deliverNotifications(deps),
      replace: (certificateId: string) => {
        numbers += 1;
        const index = numbers;
        return replaceCertificate(
          { certificateId, actor: 'c', canModify: () => true, name: { nameEn: 'Noura Al-Harbi' } },
          {
            ...deps,
            documents: new DocumentsInMemory(),
            ...textRendering,
            issuers: new Map([['rawabi-health-cluster', {} as Issuer]]),
            statusIndexes: { next: async () => ({ listId: 'rawabi-health-cluster-1', index }) },
            randomBytes,
            baseUrl: 'https://verify.example.org',
            findUnprintable: () => undefined,
          },
        );
      },
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
    const request = { certificateId: holders.ids[0] ?? '', actor: 'c', canModify: () => true };
    const { register, ledger } = holders;
    const now = () => new Date(START).toISOString();
    await revokeCertificate({ ...request, reasonCode: 'issued_in_error' }, { register, ledger, now });
    expect(await holders.deliver()).toBe(0);
    expect(holders.taken).toEqual([]);
  });

  test('wait while a certificate is suspended, and leave once it is reinstated, once', async () => {
    const holders = await waitingHolders(2);
    const { register, ledger, ids } = holders;
    const deps = { register, ledger, now: () => new Date(START).toISOString() };
    const by = (certificateId = '') => ({ certificateId, actor: 'c', canModify: () => true });
    await suspendCertificate(by(ids[0]), deps);
    expect(await holders.deliver()).toBe(1);
    await reinstateCertificate(by(ids[0]), deps);
    expect(await holders.deliver()).toBe(1);
    // Who was told before is not told again.
    await suspendCertificate(by(ids[1]), deps);
    await reinstateCertificate(by(ids[1]), deps);
    expect(await holders.deliver()).toBe(0);
    expect(holders.taken.map(({ reference }) => reference)).toEqual([ids[1], ids[0]]);
  });

  test('tell who was to be told of a certificate of the one that takes its place, once', async () => {
    const holders = await waitingHolders(1);
    const [certificateId = ''] = holders.ids;
    await holders.deliver();
    const replacement = await holders.replace(certificateId);
    expect(await holders.deliver()).toBe(1);
    expect(await holders.deliver()).toBe(0);
    expect(holders.taken.map(({ reference }) => reference)).toEqual([
      certificateId,
      replacement.certificateId,
    ]);
    // Before the letter leaves, one is enough: of the certificate in force.
    const late = await waitingHolders(1);
    const { certificateId: inForce } = await late.replace(late.ids[0] ?? '');
    await late.deliver();
    expect(late.taken.map(({ reference }) => reference)).toEqual([inForce]);
  });

  test('of a replacement are only for who was to be told of the certificate', async () => {
    const holders = await waitingHolders(1, 'noura@example.org', 'no');
    await holders.replace(holders.ids[0] ?? '');
    expect(await holders.deliver()).toBe(0);
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
    const email = certificateEmail('a@example.org', snapshotOf({ holder }), NOTICE);
    expect(email.subject).not.toContain(holder.nameAr);
    expect(email.html).not.toContain('<img');
    expect(email.html).toContain('&lt;img');
  });

  test('say of a corrected certificate that it takes the place of the earlier one', () => {
    const of = (supersedes: string | null) =>
      certificateEmail('a@example.org', snapshotOf({ supersedes }), NOTICE).text;
    expect(of(null)).not.toMatch(/corrected|المصحّحة/);
    const { subject } = certificateEmail('a@example.org', snapshotOf({ supersedes: idOf(7) }), NOTICE);
    expect(subject).toBe('شهادتك التطوعية المصحّحة جاهزة | Your corrected volunteering certificate is ready');
    expect(of(idOf(7))).toMatch(/issued a corrected certificate.*takes the place of the earlier one/);
    expect(of(idOf(7))).toMatch(/صدرت شهادتك المصحّحة.*تحل محل الشهادة السابقة/);
  });

  test('link to the page of volunteers where the deployment has one, and to the verification page always', () => {
    const to = (portal: string) => certificateEmail('a@example.org', snapshotOf(), { ...NOTICE, portal });
    const page = 'https://volunteers.example';
    for (const text of [to(page).text, to(page).html]) expect(text.split(page)).toHaveLength(3);
    expect(addressesIn(to('').html)).toEqual(addressesIn(to(page).html).filter((a) => a !== page));
    expect(new Set(addressesIn(to('').html))).toEqual(
      new Set([`${snapshotOf().baseUrl}/verify/${snapshotOf().certificateId}`]),
    );
  });
});
