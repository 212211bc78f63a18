import { describe, expect, test } from '@jest/globals';
import { refusals, uselessRights } from './faults-of-rights.ts';
import { isWholeRun } from './is-whole-run.ts';

const reading = { role: 'Sweeper', may: 'read', of: 'BATCH#*' };
const writing = { role: 'Sweeper', may: 'write', of: 'BATCH#*' };
const sending = { role: 'Oversight', may: 'sqs:SendMessage', of: 'Chunks' };
const granted = [reading, writing, sending];

describe('after every test', () => {
  test('a right that no cloud needed is named, with what to do', () => {
    const clouds = [
      { granted, used: [reading] },
      { granted, used: [writing] },
    ];
    expect(uselessRights(clouds, [])).toEqual([
      'never needed: Oversight: sqs:SendMessage Chunks. Take it away from the function (infra/constructs), or write ' +
        'the reason: test/system/rights/reasons.ts',
    ]);
  });

  test('a right with a reason may be needed or not', () => {
    const reasons = [{ ...sending, role: '*', because: 'It is rare.' }];
    expect(uselessRights([{ granted, used: [reading, writing] }], reasons)).toEqual([]);
    expect(uselessRights([{ granted, used: granted }], reasons)).toEqual([]);
  });

  test('a reason speaks of no other function, access or resource', () => {
    const others = [
      { ...sending, role: 'Sweeper' },
      { ...sending, may: 'read' },
      { ...sending, of: 'Planning' },
    ].map((right) => ({ ...right, because: 'It is rare.' }));
    const found = uselessRights([{ granted, used: [reading, writing] }], others);
    expect(found).toHaveLength(4);
    expect(found[0]).toContain('never needed: Oversight: sqs:SendMessage Chunks.');
  });

  test('a reason for what is not granted any more is named', () => {
    const reasons = [{ ...reading, of: 'POLICY#*', because: 'It is rare.' }];
    expect(uselessRights([{ granted, used: granted }], reasons)).toEqual([
      'a reason for what is not granted: Sweeper: read POLICY#*. Remove it: test/system/rights/reasons.ts',
    ]);
  });
});

test('what several clouds refused is named once', () => {
  expect(refusals([{ refused: ['x', 'y'] }, { refused: ['x'] }])).toEqual(['refused: x', 'refused: y']);
});

describe('a run is whole', () => {
  const all = {
    testPathPatterns: { patterns: [] },
    testNamePattern: undefined,
    onlyChanged: false,
    onlyFailures: false,
    findRelatedTests: false,
  };
  test('when every test was selected, and passed', () => {
    expect(isWholeRun(all, 0)).toBe(true);
    expect(isWholeRun(all, 1)).toBe(false);
  });
  test.each([
    { testPathPatterns: { patterns: ['test/system'] } },
    { testNamePattern: 'a right' },
    { onlyChanged: true },
    { onlyFailures: true },
    { findRelatedTests: true },
    { shard: { shardIndex: 1, shardCount: 2 } },
    { filter: './filter.mjs' },
  ])('and not with %j', (selected) => {
    expect(isWholeRun({ ...all, ...selected }, 0)).toBe(false);
  });
});
