import type { Batch } from '../../domain/batch/batch.ts';
import { Refusal } from '../../domain/refusal.ts';

/**
 * Returns a batch that issues no more for now, whose results don't change while a file is made of them.
 *
 * @throws Refusal STATE_CONFLICT for any other.
 */
export function requireInactive(batch: Batch): Batch {
  if (batch.run > 0 && (batch.state === 'done' || batch.state === 'cancelled' || batch.state === 'paused'))
    return batch;
  throw new Refusal('STATE_CONFLICT', 'This is made once the batch is done, cancelled or paused.', {
    state: batch.state,
  });
}
