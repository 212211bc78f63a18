import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../functions/domain/canonical-json.ts';
import { appendEvent, CHAIN_START, chainBreaks } from '../../../functions/domain/certificate/audit-chain.ts';
import type { AuditEvent } from '../../../functions/domain/certificate/certificate.ts';

const CERTIFICATE_ID = 'B1P90CH35ABARTZ768';

function reservedIssuedRevoked(): AuditEvent[] {
  let events = appendEvent([], {
    at: '2026-03-01T08:00:00.000Z',
    action: 'reserved',
    actor: 'batch-worker',
    facts: { certificateId: CERTIFICATE_ID },
  });
  events = appendEvent(events, {
    at: '2026-03-01T08:00:01.000Z',
    action: 'issued',
    actor: 'batch-worker',
    facts: { documentSha256: 'ab' },
  });
  return appendEvent(events, {
    at: '2026-04-01T08:00:00.000Z',
    action: 'revoked',
    actor: 'coordinator-1',
    facts: { reasonCode: 'fraud' },
  });
}

describe('audit chain', () => {
  test('is numbered, linked and intact as it is built', () => {
    const events = reservedIssuedRevoked();
    expect(events.map((event) => event.sequence)).toEqual([0, 1, 2]);
    expect(events[0]?.previousHash).toBe(CHAIN_START);
    expect(events[2]?.previousHash).toBe(events[1]?.hash);
    expect(chainBreaks(events, CERTIFICATE_ID)).toEqual([]);
  });

  test('has the same hashes for the same steps, whatever the order of the facts', () => {
    const step = { at: '2026-03-01T08:00:00.000Z', action: 'reserved', actor: 'x' } as const;
    const one = appendEvent([], { ...step, facts: { a: '1', b: '2' } });
    const other = appendEvent([], { ...step, facts: { b: '2', a: '1' } });
    expect(one[0]?.hash).toBe(other[0]?.hash);
    // Stored chains must stay verifiable for ever, so this value must never change.
    expect(one[0]?.hash).toBe('570210c3bffbebe974828c1ac805a4e43816328c3947769cbbdba5da041b58dd');
  });

  test('does not change the events it is given', () => {
    const events = reservedIssuedRevoked();
    const before = JSON.stringify(events);
    appendEvent(events, { at: '2026-05-01T00:00:00.000Z', action: 'erased', actor: 'x', facts: {} });
    expect(JSON.stringify(events)).toBe(before);
  });

  test('reports a change of any field of any event', () => {
    const events = reservedIssuedRevoked();
    for (const [index, event] of events.entries()) {
      const changes: Partial<AuditEvent>[] = [
        { sequence: 7 },
        { at: '2026-03-01T08:00:00.500Z' },
        { action: 'suspended' },
        { actor: 'someone' },
        { facts: {} },
        { previousHash: 'f'.repeat(64) },
        { hash: '1'.repeat(64) },
      ];
      for (const change of changes) {
        const breaks = chainBreaks(events.with(index, { ...event, ...change }));
        expect(breaks.map((found) => found.index)).toContain(index);
      }
    }
  });

  test.each([
    ['an event removed from the middle', (e: AuditEvent[]) => e.toSpliced(1, 1)],
    ['the first event removed', (e: AuditEvent[]) => e.slice(1)],
    ['two events swapped', (e: AuditEvent[]) => [...e].sort((a, b) => b.sequence - a.sequence)],
    ['an event twice', (e: AuditEvent[]) => [...e, ...e.slice(-1)]],
  ])('reports %s', (_, change) => {
    expect(chainBreaks(change(reservedIssuedRevoked()))).not.toEqual([]);
  });

  test('reports a chain of another certificate', () => {
    expect(chainBreaks(reservedIssuedRevoked(), '000000000000000098')).toEqual([
      { index: 0, rule: 'other_certificate' },
    ]);
    expect(chainBreaks([], CERTIFICATE_ID)).toEqual([{ index: 0, rule: 'other_certificate' }]);
  });

  test('reports times that decrease', () => {
    const events = appendEvent(reservedIssuedRevoked(), {
      at: '2026-03-31T00:00:00.000Z',
      action: 'erased',
      actor: 'x',
      facts: {},
    });
    expect(chainBreaks(events)).toEqual([{ index: 3, rule: 'order_of_time' }]);
  });
});

describe('canonical JSON', () => {
  test('has one spelling, whatever the order of keys, and parses to the same value', () => {
    expect(canonicalJson({ b: [1, null, true], a: { d: 'ش"\n', c: '' } })).toBe(
      '{"a":{"c":"","d":"ش\\"\\n"},"b":[1,null,true]}',
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
        (value) => {
          const reversed = Object.fromEntries(Object.entries(value).reverse());
          expect(canonicalJson(reversed)).toBe(canonicalJson(value));
          expect(JSON.parse(canonicalJson(value))).toEqual({ ...value });
        },
      ),
    );
  });

  test('rejects numbers with more than one spelling', () => {
    expect(() => canonicalJson({ hours: 7.5 })).toThrow('whole numbers');
    expect(() => canonicalJson([Number.NaN])).toThrow('whole numbers');
  });
});
