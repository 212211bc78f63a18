import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import type { JournalEntry } from '../../functions/domain/journal.ts';
import { recordHash } from '../../functions/domain/record-hash.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { json, route } from '../../functions/routes/route.ts';
import { answer } from '../../functions/runtime/http/answer.ts';
import { type Caller, hasIssuer } from '../../functions/runtime/http/caller.ts';
import { implement } from '../../functions/runtime/http/implement.ts';
import { DynamoJournal } from '../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { startTable } from '../dynamo-table.ts';
import { eventOf } from '../verification/event-of.ts';

const reading = route({
  method: 'GET',
  path: '/verify/{id}',
  summary: 'For this test',
  roles: ['volunteer', 'coordinator'],
  journal: 'read_certificate',
  parameters: { id: z.string() },
  responses: { 200: json('What it made', z.unknown()) },
  refusals: [],
});

describe('a journaled route', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let day = 0;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  /** Calls the route on a day of its own; returns how it ended and what the journal has. */
  async function called(
    groups: readonly string[],
    work: (caller: Caller) => unknown,
    journal: { append?: (entry: JournalEntry) => Promise<void>; claims?: Record<string, string> } = {},
  ) {
    day += 1;
    const date = `2026-05-${String(day).padStart(2, '0')}`;
    const stored = new DynamoJournal(table.dynamo, table.tableName);
    const event = eventOf('GET', '/verify/X');
    const claims = { sub: 'person-1', 'cognito:groups': `[${groups.join(' ')}]`, ...journal.claims };
    Object.assign(event.requestContext, { authorizer: { jwt: { claims } } });
    const { handle } = implement(reading, async ({ caller }) => answer(200, await work(caller)));
    let ticks = 0;
    const now = () => {
      ticks += 1;
      return `${date}T08:00:0${ticks}.000Z`;
    };
    const ended = await handle(event, {
      journal: { append: journal.append ?? ((entry) => stored.append(entry)) },
      now,
    }).then(
      ({ statusCode }) => statusCode,
      (fault) => fault as Error,
    );
    const { items } = await stored.list(date, ['*', 'a', 'b'], { limit: 10 });
    const entries = [...items]
      .reverse()
      .map(({ phase, issuerIds, outcome, targets, chain }) => [
        phase,
        issuerIds,
        outcome,
        targets,
        chain.issuerId,
      ]);
    return { ended, entries };
  }

  test('is in the journal of its issuer before it is done, and with what came of it', async () => {
    let before: unknown;
    const { ended, entries } = await called(['a/coordinator'], async (caller) => {
      hasIssuer(caller, 'a');
      const date = `2026-05-${String(day).padStart(2, '0')}`;
      const stored = new DynamoJournal(table.dynamo, table.tableName);
      before = (await stored.list(date, ['a'], { limit: 10 })).items.map(({ phase }) => phase);
      return { batchId: 'B' };
    });
    expect([ended, before]).toEqual([200, ['begun']]);
    expect(entries).toEqual([
      ['begun', ['a'], null, { id: 'X' }, 'a'],
      ['ended', ['a'], 'done', { id: 'X', batchId: 'B' }, 'a'],
    ]);
  });

  test('ends with the hashes of what it has written', async () => {
    const { entries } = await called(['a/coordinator'], (caller) => {
      caller.written.set('staffSha256', recordHash({ b: undefined, name: 'هدى', a: [1, 2.5] }));
    });
    // Of `{"a":[1,"2.5"],"name":"هدى"}`, by another program.
    expect(entries[1]?.[3]).toEqual({
      id: 'X',
      staffSha256: 'fc3746bf5bde4db9d14e42ac4d2863b6ed6ea1f25d53c799feafa2dbcb52e485',
    });
  });

  test('ends with the code of a refusal, or as a fault', async () => {
    const refused = await called(['a/coordinator'], () => {
      throw new Refusal('NOT_FOUND', 'No.');
    });
    expect(refused.ended).toMatchObject({ code: 'NOT_FOUND' });
    expect(refused.entries[1]?.slice(0, 3)).toEqual(['ended', ['a'], 'NOT_FOUND']);
    const faulty = await called(['a/coordinator'], () => {
      throw new Error('broken');
    });
    expect(faulty.entries[1]?.slice(0, 3)).toEqual(['ended', ['a'], 'FAULT']);
  });

  test('of somebody who acts for several is in the journal of the issuer that it reached', async () => {
    const { entries } = await called(['a/coordinator', 'b/coordinator', 'c/auditor'], (caller) =>
      hasIssuer(caller, 'b'),
    );
    expect(entries.map((entry) => [entry[1], entry[4]])).toEqual([
      [[], '*'],
      [['b'], 'b'],
    ]);
    const everyone = await called(['*/coordinator'], (caller) => hasIssuer(caller, 'a'));
    expect(everyone.entries.map((entry) => [entry[1], entry[4]])).toEqual([
      [[], '*'],
      [['a'], 'a'],
    ]);
  });

  test('doesn’t happen where it can’t be journaled', async () => {
    let done = 0;
    const { ended, entries } = await called(
      ['a/coordinator'],
      () => {
        done += 1;
      },
      { append: () => Promise.reject(new Refusal('STORE_UNAVAILABLE', 'No.')) },
    );
    expect([ended, done, entries]).toEqual([expect.objectContaining({ code: 'STORE_UNAVAILABLE' }), 0, []]);
  });

  test('of a volunteer who sees the own certificate isn’t journaled', async () => {
    const { ended, entries } = await called([], () => ({}), { claims: { 'custom:volunteer_id': 'V-1' } });
    expect([ended, entries]).toEqual([200, []]);
  });
});
