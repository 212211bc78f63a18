import { randomBytes } from 'node:crypto';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../functions/domain/calendar-date.ts';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoRateLimit } from '../../functions/storage/dynamo/dynamo-rate-limit.ts';
import { DynamoLinkRegister } from '../../functions/storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../functions/storage/dynamo/emails/dynamo-outbox.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { makeLink } from '../../functions/workflows/issuing/links/make-link.ts';
import { openLink } from '../../functions/workflows/issuing/links/open-link.ts';
import { requestLinkEmail } from '../../functions/workflows/issuing/links/request-link-email.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { ISSUERS } from '../emails.ts';
import { volunteerOf } from '../people.ts';
import { RECORD_KEY, recordKey } from '../record-key.ts';

const ISSUER = 'rawabi-health-cluster';
const START = Date.parse('2026-01-10T08:00:00.000Z');

describe('links to certificates', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let numbers = 61_000;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  /** Stores an issued certificate, with an issuer of another policy where one is given. */
  async function issued(policy?: Issuer['certificateLink'], change: Parameters<typeof issuedOf>[1] = {}) {
    numbers += 1;
    const certificateId = idOf(numbers);
    const volunteerId = `LINKED-${numbers}`;
    const holder = { ...snapshotOf().holder, volunteerId };
    const certificate = issuedOf(snapshotOf({ certificateId, holder }), change);
    const volunteer = volunteerOf({ volunteerId, email: 'noura@example.org', birthDate: '1989-08-08' });
    for (const Item of [certificateItem(certificate), volunteerItem(volunteer, RECORD_KEY)])
      await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
    let now = START;
    let own: Issuer['certificateLink'] = policy;
    const issuers = () => {
      const issuer = ISSUERS.get(ISSUER);
      if (issuer === undefined) throw new Error('The sample has no such issuer');
      return new Map([[ISSUER, own === undefined ? issuer : { ...issuer, certificateLink: own }]]);
    };
    const deps = {
      links: new DynamoLinkRegister(table.dynamo, table.tableName, recordKey),
      register: new DynamoCertificateRegister(table.dynamo, table.tableName),
      ledger: new DynamoHoursLedger(table.dynamo, table.tableName),
      outbox: new DynamoOutbox(table.dynamo, table.tableName),
      rateLimit: new DynamoRateLimit(table.dynamo, table.tableName),
      get issuers() {
        return issuers();
      },
      randomBytes,
      baseUrl: 'https://verify.example.org',
      now: () => new Date(now).toISOString(),
      wait: async () => {},
    };
    return {
      certificate,
      deps,
      make: async (who = volunteer) => {
        now += 1;
        const link = await makeLink(certificate, who, 'email', deps);
        return link?.url.split('#')[1];
      },
      open: async (token = '', facts?: object) => {
        try {
          return (await openLink({ token, facts }, deps)).kind;
        } catch (refusal) {
          return (refusal as { code?: string }).code;
        }
      },
      later: (milliseconds: number) => {
        now += milliseconds;
      },
      decide: (changed: Issuer['certificateLink']) => {
        own = changed;
      },
    };
  }

  test('open for the days of the policy, and not for a millisecond more', async () => {
    const one = await issued({ enabled: true, days: 7 });
    const token = await one.make();
    one.later(7 * DAY_MS - 1);
    expect(await one.open(token)).toBe('opened');
    one.later(1);
    expect(await one.open(token)).toBe('NOT_FOUND');
  });

  test('work for the five newest of a certificate', async () => {
    const one = await issued();
    const tokens = [];
    for (let n = 0; n < 7; n += 1) tokens.push(await one.make());
    const outcomes = await Promise.all(tokens.map((token) => one.open(token)));
    expect(outcomes).toEqual([...Array(2).fill('NOT_FOUND'), ...Array(5).fill('opened')]);
  });

  test('stop at once when the issuer switches them off, and ask when it begins to ask', async () => {
    const one = await issued();
    const token = await one.make();
    one.decide({ enabled: true, days: 30, facts: ['birthYear', 'familyName'] });
    expect(await one.open(token)).toBe('asked');
    one.decide({ enabled: false, days: 30 });
    expect(await one.open(token)).toBe('NOT_FOUND');
    expect(await one.make()).toBeUndefined();
  });

  test('are not made for a holder of whom a fact isn’t recorded', async () => {
    const one = await issued({ enabled: true, days: 30, facts: ['birthYear', 'familyName'] });
    const { birthDate: _birthDate, ...without } = volunteerOf({ volunteerId: one.certificate.volunteerId });
    expect(await one.make(without)).toBeUndefined();
  });

  test('give no more tries at their facts to many at once', async () => {
    const one = await issued({ enabled: true, days: 30, facts: ['birthYear', 'familyName'] });
    const token = await one.make();
    const guesses = Array.from({ length: 40 }, (_, n) => ({
      birthYear: String(1950 + n),
      familyName: 'البيشي',
    }));
    const outcomes = await Promise.all(guesses.slice(0, 39).map((facts) => one.open(token, facts)));
    expect(outcomes.filter((outcome) => outcome === 'asked')).toHaveLength(5);
    // The right year, too late.
    expect(await one.open(token, guesses[39])).toBe('NOT_FOUND');
  });

  test('forget earlier tries once the facts were right', async () => {
    const one = await issued({ enabled: true, days: 30, facts: ['birthYear', 'familyName'] });
    const token = await one.make();
    const right = { birthYear: '1989', familyName: 'Al-Bishi' };
    for (let n = 0; n < 3; n += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) await one.open(token, { birthYear: '1990' });
      expect(await one.open(token, right)).toBe('opened');
    }
  });

  test('never open another certificate', async () => {
    const [one, other] = [await issued(), await issued()];
    const token = (await one.make()) ?? '';
    expect(await one.open(other.certificate.certificateId + token.slice(18))).toBe('NOT_FOUND');
  });

  test('are nowhere in the table but as a hash', async () => {
    const one = await issued();
    const secret = (await one.make())?.slice(18) ?? '';
    const { Items } = await table.dynamo.send(new ScanCommand({ TableName: table.tableName }));
    expect(secret).toHaveLength(32);
    expect(JSON.stringify(Items)).not.toContain(secret);
  });

  test('are ordered again once an hour, for the address in the ledger alone', async () => {
    const one = await issued();
    const { certificateId } = one.certificate;
    const waiting = async () =>
      (await one.deps.outbox.waiting(() => false)).filter((key) => key.certificateId === certificateId);
    const ask = (email: string, caller: string) =>
      requestLinkEmail({ certificateId, email, caller }, one.deps);
    await ask('somebody@example.org', '192.0.2.1');
    expect(await waiting()).toEqual([]);
    await ask(' NOURA@example.org ', '192.0.2.1');
    await ask('noura@example.org', '192.0.2.1');
    expect(await waiting()).toHaveLength(1);
    one.later(60 * 60_000);
    await ask('noura@example.org', '192.0.2.1');
    expect(await waiting()).toHaveLength(2);
  });

  test('are asked for five times a minute by one internet address', async () => {
    const one = await issued();
    const { certificateId } = one.certificate;
    const ask = () =>
      requestLinkEmail({ certificateId, email: 'x@example.org', caller: '198.51.100.7' }, one.deps);
    for (let n = 0; n < 5; n += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });
});
