import { randomInt } from 'node:crypto';

/**
 * The seed of this run's random tests: `TEST_SEED`, else that of the commit in CI, else a new one. `take-seed.mjs` gives it
 * to fast-check.
 */
export const TEST_SEED =
  seedFrom(process.env.TEST_SEED) ?? seedFrom(process.env.COMMIT_SEED) ?? randomInt(2 ** 31);

/** Returns the integer in `text`, or undefined when there is no text. @throws when it is not an integer. */
function seedFrom(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const seed = Number(text);
  if (!Number.isInteger(seed)) throw new Error(`The seed of the tests is not an integer: ${text}`);
  return seed;
}

/** Returns `count` seeds: from TEST_SEED on when it is set, else the same ones in every run. */
export const seeds = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (process.env.TEST_SEED ? TEST_SEED : 0) + index);

/** Random numbers in [0, 1); the same seed always gives the same sequence. */
export type RandomNumbers = () => number;

/** Returns a generator of random numbers (mulberry32). */
export function randomNumbers(seed: number = TEST_SEED): RandomNumbers {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns `count` random bytes. */
export const bytesFrom = (random: RandomNumbers, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => Math.floor(random() * 256));

/**
 * Makes a test body of one that takes random numbers. When it fails, the error names the seed to run it with again and
 * has the original error as its cause.
 */
export const withRandomNumbers =
  (body: (random: RandomNumbers) => Promise<void> | void) => async (): Promise<void> => {
    try {
      await body(randomNumbers());
    } catch (error) {
      throw new Error(`Failed with random numbers: run it again with TEST_SEED=${TEST_SEED}`, {
        cause: error,
      });
    }
  };
