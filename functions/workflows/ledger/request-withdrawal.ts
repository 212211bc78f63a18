import type { Instant } from '../../domain/calendar-date.ts';
import type { Import } from '../../domain/import/import.ts';
import { NOTHING_UNDONE, type Withdrawal } from '../../domain/import/withdrawal.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface WithdrawalRequest {
  readonly importId: string;
  readonly requestedBy: string;
  readonly canModify: (record: Import) => boolean;
}

export interface RequestDeps {
  readonly imports: ImportRegister;
  readonly queue: ImportQueue;
  readonly now: () => Instant;
}

/** The bucket keeps the changes of an import for 30 days; a withdrawal has a day to end. */
const WITHDRAWABLE_DAYS = 29;

/**
 * Begins the withdrawal of an import. Asking again returns how far it is.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it.
 * @throws Refusal STATE_CONFLICT when it recorded nothing, or longer ago than 29 days.
 */
export async function requestWithdrawal(request: WithdrawalRequest, deps: RequestDeps): Promise<Import> {
  const { importId, requestedBy } = request;
  const record = await deps.imports.find(importId);
  if (record === undefined || !request.canModify(record))
    throw new Refusal('NOT_FOUND', 'There is no such import.');
  const { state, createdAt } = record;
  if (state === 'withdrawing' || state === 'withdrawn') return record;
  if (state !== 'imported' && state !== 'released')
    throw new Refusal('STATE_CONFLICT', `An import that is ${state} can't be withdrawn.`, { state });
  const until = new Date(Date.parse(createdAt) + WITHDRAWABLE_DAYS * 86_400_000).toISOString();
  if (deps.now() > until)
    throw new Refusal('STATE_CONFLICT', `An import can be withdrawn for ${WITHDRAWABLE_DAYS} days.`, {
      state,
      until,
    });
  const withdrawal: Withdrawal = {
    requestedBy,
    requestedAt: deps.now(),
    from: state,
    step: 'suspending',
    undone: NOTHING_UNDONE,
    obstacles: [],
    obstacleCount: 0,
  };
  const begun = { state: 'withdrawing', withdrawal, heartbeatAt: deps.now() } as const;
  if ((await deps.imports.update(importId, [state], begun)) === 'changed')
    return requestWithdrawal(request, deps);
  await deps.queue.send(importId, 0);
  return { ...record, ...begun };
}
