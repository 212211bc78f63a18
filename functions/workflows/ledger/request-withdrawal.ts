import type { Import } from '../../domain/import/import.ts';
import { NOTHING_UNDONE, type Withdrawal } from '../../domain/import/withdrawal.ts';
import { Refusal } from '../../domain/refusal.ts';
import {
  beginJob,
  continueJob,
  type ImportJobDeps,
  type ImportJobRequest,
  importToModify,
  requireChangesKept,
} from './request-import-job.ts';

/**
 * Begins the withdrawal of an import. Asking again returns how far it is.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it.
 * @throws Refusal STATE_CONFLICT when it recorded nothing, or longer ago than 29 days.
 */
export async function requestWithdrawal(request: ImportJobRequest, deps: ImportJobDeps): Promise<Import> {
  const record = await importToModify(request, deps);
  const { state } = record;
  if (state === 'withdrawing') return continueJob(record, deps);
  if (state === 'withdrawn') return record;
  if (state !== 'imported' && state !== 'released')
    throw new Refusal('STATE_CONFLICT', `An import that is ${state} can't be withdrawn.`, { state });
  requireChangesKept(record, deps.now());
  const withdrawal: Withdrawal = {
    requestedBy: request.requestedBy,
    requestedAt: deps.now(),
    from: state,
    step: 'suspending',
    undone: NOTHING_UNDONE,
    obstacles: [],
    obstacleCount: 0,
  };
  const begun = await beginJob(record, { state: 'withdrawing', withdrawal }, deps);
  return begun ?? requestWithdrawal(request, deps);
}
