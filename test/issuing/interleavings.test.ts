import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newBatch, planned } from '../../functions/domain/batch/batch.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { interleavings, type Tally } from './interleaving.ts';
import { steering } from './steering.ts';

const RUNS = 1500;
const code = { issueCertificate, runBatchChunk, revokeCertificate, sweepReservations, newBatch, planned };

const once = { numRuns: RUNS };

test.each([
  ['whoever acts at once and dies wherever', (tally: Tally) => fc.assert(interleavings(code, tally), once)],
  [
    'while a batch is stopped, resumed and retried, and what it has issued is withdrawn',
    (tally: Tally) => fc.assert(steering(code, tally), once),
  ],
])('every invariant holds %s', async (_, tell) => {
  const tally: Tally = { runs: 0, deaths: 0 };
  await tell(tally);
  expect(tally.runs).toBe(RUNS);
  // A schedule in which nobody dies would prove little.
  expect(tally.deaths).toBeGreaterThan(RUNS / 2);
});
