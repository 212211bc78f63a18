import type { Import } from '../../domain/import/import.ts';
import { type Issuer, separatesPeople } from '../../domain/issuer.ts';
import type { Policies } from '../../domain/ports/supervision/policies.ts';
import { Refusal } from '../../domain/refusal.ts';
import {
  beginJob,
  continueJob,
  type ImportJobDeps,
  type ImportJobRequest,
  importToModify,
  requireChangesKept,
} from './request-import-job.ts';

export interface ReleaseDeps extends ImportJobDeps {
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly policies: Policies;
}

/**
 * Begins the release of an import. Asking again returns how far it is.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it.
 * @throws Refusal SAME_PERSON when the caller recorded the import, and a policy of its issuers asks for another person.
 * @throws Refusal STATE_CONFLICT when nothing of it waits for a release, or it is older than 29 days.
 */
export async function requestRelease(request: ImportJobRequest, deps: ReleaseDeps): Promise<Import> {
  const record = await importToModify(request, deps);
  const { requestedBy } = request;
  const { state, awaiting } = record;
  if (state === 'releasing') return continueJob(record, deps);
  if (state === 'released') return record;
  if (state !== 'imported' || awaiting === undefined)
    throw new Refusal('STATE_CONFLICT', NOTHING_AWAITS, { state, awaiting: awaiting?.entries ?? 0 });
  requireChangesKept(record, deps.now());
  if (requestedBy === record.requestedBy && (await asksForAnother(awaiting.issuerIds, deps)))
    throw new Refusal('SAME_PERSON', 'Hours are released by another person than the one who recorded them.');
  const begun = await beginJob(
    record,
    {
      state: 'releasing',
      release: { requestedBy, requestedAt: deps.now(), step: 'counting', added: 0 },
      jobSteps: (record.jobSteps ?? 0) + 1,
    },
    deps,
  );
  return begun ?? requestRelease(request, deps);
}

/**
 * Begins to take the release of an import back. Asking again returns how far it is.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it.
 * @throws Refusal STATE_CONFLICT when it isn't released, or is older than 29 days.
 */
export async function requestTakingBack(request: ImportJobRequest, deps: ImportJobDeps): Promise<Import> {
  const record = await importToModify(request, deps);
  const { state } = record;
  if (state === 'taking_back') return continueJob(record, deps);
  if (state === 'imported' && record.takingBack?.step === 'done') return record;
  if (state !== 'released')
    throw new Refusal('STATE_CONFLICT', 'Only the release of a released import can be taken back.', {
      state,
    });
  requireChangesKept(record, deps.now());
  const begun = await beginJob(
    record,
    {
      state: 'taking_back',
      takingBack: {
        requestedBy: request.requestedBy,
        requestedAt: deps.now(),
        step: 'suspending',
        subtracted: 0,
        obstacles: [],
        obstacleCount: 0,
      },
      jobSteps: (record.jobSteps ?? 0) + 1,
    },
    deps,
  );
  return begun ?? requestTakingBack(request, deps);
}

const NOTHING_AWAITS =
  'Only an import whose file reports hours as approved, or other names or addresses, can be released.';

async function asksForAnother(
  issuerIds: readonly string[],
  { issuers, policies }: Pick<ReleaseDeps, 'issuers' | 'policies'>,
): Promise<boolean> {
  const found = await Promise.all(
    issuerIds.map((issuerId) => policies.of(issuers.get(issuerId) ?? { issuerId })),
  );
  return found.some((policy) => separatesPeople({ policy }));
}
