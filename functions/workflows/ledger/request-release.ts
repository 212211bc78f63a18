import type { Instant } from '../../domain/calendar-date.ts';
import type { Import } from '../../domain/import/import.ts';
import { type Issuer, separatesPeople } from '../../domain/issuer.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import type { Policies } from '../../domain/ports/supervision/policies.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface ReleaseRequest {
  readonly importId: string;
  readonly requestedBy: string;
  readonly canModify: (record: Import) => boolean;
}

export interface RequestDeps {
  readonly imports: ImportRegister;
  readonly queue: ImportQueue;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly policies: Policies;
  readonly now: () => Instant;
}

/** The bucket keeps the changes of an import for 30 days; a release, or taking it back, has a day to end. */
const CHANGES_KEPT_DAYS = 29;

/**
 * Begins the release of an import. Asking again returns how far it is.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it.
 * @throws Refusal SAME_PERSON when the caller recorded the import, and a policy of its issuers asks for another person.
 * @throws Refusal STATE_CONFLICT when nothing of it waits for a release, or it is older than 29 days.
 */
export async function requestRelease(request: ReleaseRequest, deps: RequestDeps): Promise<Import> {
  const record = await importOf(request, deps);
  const { importId, requestedBy } = request;
  const { state, awaiting } = record;
  if (state === 'releasing' || state === 'released') return record;
  if (state !== 'imported' || awaiting === undefined)
    throw new Refusal('STATE_CONFLICT', NOTHING_AWAITS, { state, awaiting: awaiting?.entries ?? 0 });
  requireChanges(record, deps.now());
  if (requestedBy === record.requestedBy && (await asksForAnother(awaiting.issuerIds, deps)))
    throw new Refusal('SAME_PERSON', 'Hours are released by another person than the one who recorded them.');
  const begun = {
    state: 'releasing',
    release: { requestedBy, requestedAt: deps.now(), step: 'counting', added: 0 },
    jobSteps: (record.jobSteps ?? 0) + 1,
    heartbeatAt: deps.now(),
  } as const;
  if ((await deps.imports.update(importId, ['imported'], begun)) === 'changed')
    return requestRelease(request, deps);
  await deps.queue.send(importId, 0);
  return { ...record, ...begun };
}

/**
 * Begins to take the release of an import back. Asking again returns how far it is.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it.
 * @throws Refusal STATE_CONFLICT when it isn't released, or is older than 29 days.
 */
export async function requestTakingBack(request: ReleaseRequest, deps: RequestDeps): Promise<Import> {
  const record = await importOf(request, deps);
  const { importId, requestedBy } = request;
  const { state } = record;
  if (state === 'taking_back' || (state === 'imported' && record.takingBack?.step === 'done')) return record;
  if (state !== 'released')
    throw new Refusal('STATE_CONFLICT', 'Only the release of a released import can be taken back.', {
      state,
    });
  requireChanges(record, deps.now());
  const begun = {
    state: 'taking_back',
    takingBack: {
      requestedBy,
      requestedAt: deps.now(),
      step: 'suspending',
      subtracted: 0,
      obstacles: [],
      obstacleCount: 0,
    },
    jobSteps: (record.jobSteps ?? 0) + 1,
    heartbeatAt: deps.now(),
  } as const;
  if ((await deps.imports.update(importId, ['released'], begun)) === 'changed')
    return requestTakingBack(request, deps);
  await deps.queue.send(importId, 0);
  return { ...record, ...begun };
}

const NOTHING_AWAITS = 'Only an import whose file reports hours as approved can be released.';

async function importOf(
  { importId, canModify }: ReleaseRequest,
  { imports }: Pick<RequestDeps, 'imports'>,
): Promise<Import> {
  const record = await imports.find(importId);
  if (record === undefined || !canModify(record))
    throw new Refusal('NOT_FOUND', 'There is no such import.', {});
  return record;
}

/** @throws Refusal STATE_CONFLICT when the changes of the import may be gone before its job has ended. */
function requireChanges({ createdAt, state }: Import, now: Instant): void {
  const until = new Date(Date.parse(createdAt) + CHANGES_KEPT_DAYS * 86_400_000).toISOString();
  if (now > until)
    throw new Refusal(
      'STATE_CONFLICT',
      `An import is released, or taken back, within ${CHANGES_KEPT_DAYS} days.`,
      {
        state,
        until,
      },
    );
}

async function asksForAnother(
  issuerIds: readonly string[],
  { issuers, policies }: Pick<RequestDeps, 'issuers' | 'policies'>,
): Promise<boolean> {
  const found = await Promise.all(
    issuerIds.map((issuerId) => policies.of(issuers.get(issuerId) ?? { issuerId })),
  );
  return found.some((policy) => separatesPeople({ policy }));
}
