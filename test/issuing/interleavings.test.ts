import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newBatch, planned } from '../../functions/domain/batch.ts';
import { issueCertificate } from '../../functions/workflows/issue-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/revoke-certificate.ts';
import { runBatchChunk } from '../../functions/workflows/run-batch-chunk.ts';
import { sweepReservations } from '../../functions/workflows/sweep-reservations.ts';
import { interleavings, type Tally } from './interleaving.ts';

const RUNS = 1500;

test('every invariant holds whoever acts at once and dies wherever', async () => {
  const code = { issueCertificate, runBatchChunk, revokeCertificate, sweepReservations, newBatch, planned };
  const tally: Tally = { runs: 0, deaths: 0 };
  await fc.assert(interleavings(code, tally), { numRuns: RUNS });
  expect(tally.runs).toBe(RUNS);
  // A schedule in which nobody dies would prove little.
  expect(tally.deaths).toBeGreaterThan(RUNS / 2);
}, 120_000);
