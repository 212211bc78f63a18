import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { startTable } from '../dynamo-table.ts';
import { eventually } from '../local/eventually.ts';
import { waitingHolders as storeWaitingHolders } from './waiting-holders.ts';

const START = Date.parse('2026-01-10T08:00:00.000Z');

describe('emails to holders', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  const waitingHolders = (...asked: [count: number, email?: string, notify?: 'yes' | 'no' | 'claimed']) =>
    storeWaitingHolders(table, ...asked);

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
    holders.wait(16);
    await holders.deliver();
    await holders.deliver();
    expect(holders.sent).toHaveLength(2);
    // Each has a link of its own: a stored hash tells nobody what the first link was.
    const withoutLinks = holders.sent.map(({ reference, text }) => reference + text.replace(/#\S+/g, '#'));
    expect(new Set(withoutLinks).size).toBe(1);
    expect(new Set(holders.sent.map(({ text }) => text)).size).toBe(2);
  });

  test('that the mail service does not take are tried again by the next run, not after the lease', async () => {
    const world = await waitingHolders(2);
    world.setTaking(false);
    expect(await world.deliver()).toBe(0);
    world.setTaking(true);
    expect(await world.deliver()).toBe(2);
    expect(await world.deliver()).toBe(0);
    expect(world.sent).toHaveLength(2);
  });

  test('that another run is sending are left to it: neither lost nor sent twice', async () => {
    const world = await waitingHolders(7);
    const answer = world.holdAnswers();
    const slow = world.deliver();
    await eventually(() => world.sent.length === 4);
    const fast = world.deliver();
    await eventually(() => world.sent.length === 7);
    expect(await Promise.race([fast, Promise.resolve('still sending')])).toBe('still sending');
    answer();
    expect((await slow) + (await fast)).toBe(7);
    expect(await world.deliver()).toBe(0);
    expect(new Set(world.sent.map(({ reference }) => reference)).size).toBe(7);
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

  test('are sent for the replacement of a certificate that its holder claimed', async () => {
    const holders = await waitingHolders(1, 'noura@example.org', 'claimed');
    const { certificateId } = await holders.replace(holders.ids[0] ?? '');
    await holders.deliver();
    expect(holders.sent.map(({ reference }) => reference)).toEqual([certificateId]);
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
