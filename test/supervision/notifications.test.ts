import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Issuer } from '../../functions/domain/issuer.ts';
import type { Email } from '../../functions/domain/ports/mailer.ts';
import { holderEmail } from '../../functions/pages/email/holder-email.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../functions/storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoEmailLanguages } from '../../functions/storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoLinkRegister } from '../../functions/storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../functions/storage/dynamo/emails/dynamo-outbox.ts';
import { notifyPending, pendingSortKey, shardOf } from '../../functions/storage/dynamo/table.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { replaceCertificate } from '../../functions/workflows/lifecycle/replace-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { composeEmail } from '../../functions/workflows/supervision/compose-email.ts';
import { deliverNotifications } from '../../functions/workflows/supervision/deliver-notifications.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { ISSUERS, WORDING } from '../emails.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { DocumentsInMemory } from '../lifecycle/world.ts';
import { volunteerOf } from '../people.ts';

const START = Date.parse('2026-01-10T08:00:00.000Z');

describe('emails to holders', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let numbers = 60_000;
  beforeAll(async () => {
    table = await startTable();
  }, 60_000);
  afterAll(() => table.stop());

  /** Stores certificates whose notifications are pending, with a mailer that records every email. */
  async function waitingHolders(
    count: number,
    email: string | undefined = 'noura@example.org',
    notify: 'yes' | 'no' = 'yes',
  ) {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      numbers += 1;
      const certificateId = idOf(numbers);
      const volunteerId = `EMAIL-${numbers}`;
      const holder = { ...snapshotOf().holder, volunteerId };
      const issued = issuedOf(snapshotOf({ certificateId, holder }));
      const facts: Record<string, string> = notify === 'yes' ? { notify } : {};
      const events = issued.events.map((event, index) => (index === 0 ? { ...event, facts } : event));
      const certificate = { ...issued, events };
      const pending = { pk: notifyPending(shardOf(certificateId)), sk: pendingSortKey(certificate) };
      const person = volunteerOf({ volunteerId, ...(email === undefined ? {} : { email }) });
      const item = certificateItem(certificate, notify === 'yes' ? pending : undefined);
      for (const Item of [item, volunteerItem(person)])
        await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
      ids.push(certificateId);
    }
    const sent: Email[] = [];
    let minutes = 0;
    let failing = false;
    let halted: string | undefined;
    const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
    const ledger = new DynamoHoursLedger(table.dynamo, table.tableName);
    const now = () => new Date(START + minutes * 60_000).toISOString();
    const languages = new DynamoEmailLanguages(table.dynamo, table.tableName);
    const composing = {
      register,
      ledger,
      corrections: new DynamoCorrectionRegister(table.dynamo, table.tableName),
      links: new DynamoLinkRegister(table.dynamo, table.tableName),
      languages,
      issuers: ISSUERS,
      randomBytes,
      baseUrl: 'https://verify.example.org',
      pictureOf: async () => new Uint8Array([1]),
      write: (content: Parameters<typeof holderEmail>[0]) => holderEmail(content, WORDING),
      now,
    };
    const deps = {
      outbox: new DynamoOutbox(table.dynamo, table.tableName),
      register,
      ledger,
      compose: (key: Parameters<typeof composeEmail>[0]) => composeEmail(key, composing),
      mailer: {
        send: async (email: Email) => {
          sent.push(email);
          if (failing) throw new Error('stopped before the delivery was recorded');
        },
      },
      notifying: {
        states: async () =>
          new Map(halted === undefined ? [] : [[halted, { halted: true, since: null, by: null }]]),
      },
      now,
      pace: async () => {},
      hasTime: () => true,
      reportFault: () => {},
    };
    return {
      ids,
      languages,
      sent,
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
      wait: (duration: number) => {
        minutes += duration;
      },
      setFailing: (value: boolean) => {
        failing = value;
      },
      halt: (value: string | undefined) => {
        halted = value;
      },
    };
  }

  test('are sent once by concurrent notifiers', async () => {
    const holders = await waitingHolders(12);
    await Promise.all([holders.deliver(), holders.deliver(), holders.deliver()]);
    await holders.deliver();
    expect(holders.sent.map(({ reference }) => reference).sort()).toEqual([...holders.ids].sort());
  });

  test('are sent again with the same reference after the lease of a notifier that stopped', async () => {
    const holders = await waitingHolders(1);
    holders.setFailing(true);
    await holders.deliver();
    holders.setFailing(false);
    await holders.deliver();
    expect(holders.sent).toHaveLength(1);
    holders.wait(6);
    await holders.deliver();
    await holders.deliver();
    expect(holders.sent).toHaveLength(2);
    // Each has a link of its own: a stored hash tells nobody what the first link was.
    const withoutLinks = holders.sent.map(({ reference, text }) => reference + text.replace(/#\S+/g, '#'));
    expect(new Set(withoutLinks).size).toBe(1);
    expect(new Set(holders.sent.map(({ text }) => text)).size).toBe(2);
  });

  test('are not sent while notifications are halted', async () => {
    const holders = await waitingHolders(2);
    for (const scope of ['*', 'rawabi-health-cluster']) {
      holders.halt(scope);
      expect(await holders.deliver()).toBe(0);
    }
    holders.halt('another-cluster');
    expect(await holders.deliver()).toBe(2);
  });

  test('are not sent for a certificate that was revoked before', async () => {
    const holders = await waitingHolders(1);
    const request = { certificateId: holders.ids[0] ?? '', actor: 'c', canModify: () => true };
    const { register, ledger } = holders;
    const now = () => new Date(START).toISOString();
    await revokeCertificate({ ...request, reasonCode: 'issued_in_error' }, { register, ledger, now });
    expect(await holders.deliver()).toBe(0);
    expect(holders.sent).toEqual([]);
  });

  test('wait while a certificate is suspended, and are sent once it is reinstated, once', async () => {
    const holders = await waitingHolders(2);
    const { register, ledger, ids } = holders;
    const deps = { register, ledger, now: () => new Date(START).toISOString() };
    const by = (certificateId = '') => ({ certificateId, actor: 'c', canModify: () => true });
    await suspendCertificate(by(ids[0]), deps);
    expect(await holders.deliver()).toBe(1);
    await reinstateCertificate(by(ids[0]), deps);
    expect(await holders.deliver()).toBe(1);
    // A holder who was notified before is not notified of the issue again, but of the two steps.
    await suspendCertificate(by(ids[1]), deps);
    await reinstateCertificate(by(ids[1]), deps);
    expect(await holders.deliver()).toBe(2);
    const references = holders.sent.map(({ reference }) => reference);
    expect(references.slice(0, 2)).toEqual([ids[1], ids[0]]);
    expect(references.slice(2).sort()).toEqual([`${ids[1]}-STEP-002`, `${ids[1]}-STEP-003`]);
  });

  test('notify the holder of a replacement once, as of the certificate before', async () => {
    const holders = await waitingHolders(1);
    const [certificateId = ''] = holders.ids;
    await holders.deliver();
    const replacement = await holders.replace(certificateId);
    expect(await holders.deliver()).toBe(1);
    expect(await holders.deliver()).toBe(0);
    expect(holders.sent.map(({ reference }) => reference)).toEqual([
      certificateId,
      replacement.certificateId,
    ]);
    // Replaced before the first email is sent: one email, about the certificate in force.
    const late = await waitingHolders(1);
    const { certificateId: inForce } = await late.replace(late.ids[0] ?? '');
    await late.deliver();
    expect(late.sent.map(({ reference }) => reference)).toEqual([inForce]);
  });

  test('are not sent for a replacement when none was due for the certificate before', async () => {
    const holders = await waitingHolders(1, 'noura@example.org', 'no');
    await holders.replace(holders.ids[0] ?? '');
    expect(await holders.deliver()).toBe(0);
  });

  test('are not sent to a holder without an address, nor retried later', async () => {
    const holders = await waitingHolders(3, '');
    expect(await holders.deliver()).toBe(0);
    holders.wait(10);
    expect(await holders.deliver()).toBe(0);
    expect(holders.sent).toEqual([]);
  });

  test('tell of a revocation, a suspension and its end once each, to holders who know of the certificate', async () => {
    const holders = await waitingHolders(2);
    const { register, ledger, ids } = holders;
    const deps = { register, ledger, now: () => new Date(START).toISOString() };
    const by = (certificateId = '') => ({ certificateId, actor: 'c', canModify: () => true });
    await holders.deliver();
    holders.sent.length = 0;
    await suspendCertificate(by(ids[0]), deps);
    await suspendCertificate(by(ids[0]), deps);
    await reinstateCertificate(by(ids[0]), deps);
    await revokeCertificate({ ...by(ids[1]), reasonCode: 'hours_corrected' }, deps);
    await Promise.all([holders.deliver(), holders.deliver()]);
    await holders.deliver();
    expect(holders.sent.map(({ reference }) => reference).sort()).toEqual(
      [`${ids[0]}-STEP-002`, `${ids[0]}-STEP-003`, `${ids[1]}-STEP-002`].sort(),
    );
    const revoked = holders.sent.find(({ reference }) => reference.startsWith(ids[1] ?? ''));
    expect(revoked?.text).toMatch(/revoked your certificate.*its hours were corrected after issue/);
    expect(revoked?.picture).toBeUndefined();
  });

  test('tell nobody of the revocation of a certificate that nobody was told of', async () => {
    const holders = await waitingHolders(1, 'noura@example.org', 'no');
    const { register, ledger, ids } = holders;
    const request = { certificateId: ids[0] ?? '', actor: 'c', canModify: () => true };
    await revokeCertificate(
      { ...request, reasonCode: 'issued_in_error' },
      { register, ledger, now: () => new Date(START).toISOString() },
    );
    expect(await holders.deliver()).toBe(0);
  });

  test('are in both languages until the holder has chosen one, and then in that', async () => {
    const holders = await waitingHolders(2);
    const [, chooser = ''] = holders.ids;
    const volunteer = await holders.register.find(chooser);
    if (volunteer === undefined) throw new Error('No certificate was stored');
    await holders.languages.choose(volunteer, 'ar', new Date(START).toISOString());
    await holders.languages.choose(volunteer, 'en', new Date(START + 1).toISOString());
    await holders.deliver();
    const subjects = new Map(holders.sent.map(({ reference, subject }) => [reference, subject]));
    expect(subjects.get(holders.ids[0] ?? '')).toMatch(/ \| /);
    expect(subjects.get(chooser)).toBe('Your volunteering certificate is ready');
  });
});
