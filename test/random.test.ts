import { describe, expect, test } from '@jest/globals';
import { bytesFrom, randomNumbers, TEST_SEED, withRandomNumbers } from './random.ts';

const first = (seed: number) => Array.from({ length: 5 }, randomNumbers(seed));

describe('random numbers', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(first(7)).toEqual(first(7));
    expect(first(7)).not.toEqual(first(8));
  });

  test('are spread over [0, 1)', () => {
    const random = randomNumbers(1);
    const tenths = new Map<number, number>();
    for (let count = 0; count < 10_000; count += 1) {
      const tenth = Math.floor(random() * 10);
      tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
    }
    expect([...tenths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const count of tenths.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('become bytes', () => {
    expect(bytesFrom(randomNumbers(1), 1000)).toHaveLength(1000);
    expect(new Set(bytesFrom(randomNumbers(1), 10_000)).size).toBe(256);
  });
});

test('a test that fails with random numbers names the seed that repeats it', async () => {
  const failing = withRandomNumbers(() => {
    throw new Error('an invariant');
  });
  await expect(failing()).rejects.toMatchObject({
    message: expect.stringContaining(`TEST_SEED=${TEST_SEED}`),
    cause: new Error('an invariant'),
  });
});
