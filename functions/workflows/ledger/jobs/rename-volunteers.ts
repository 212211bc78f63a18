import { chunksOf } from '../../../domain/chunks-of.ts';
import { isNamed } from '../../../domain/hours/name-review.ts';
import { renamed, renamedBack } from '../../../domain/hours/renaming.ts';
import { type Volunteer, volunteerName } from '../../../domain/hours/volunteer.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { WithdrawalObstacle } from '../../../domain/import/withdrawal.ts';
import type { HeldLease } from '../ledger-lease.ts';
import { profileWrites } from '../registry.ts';
import { certificateSince, type ObstacleDeps } from './find-obstacles.ts';
import { changeLedger, changesOf, type JobDeps, VOLUNTEERS_PER_ATTEMPT } from './import-job.ts';

/** Gives volunteers the names and addresses that waited for the release of an import. Again, it changes nothing. */
export const applyNames = (record: Import, lease: HeldLease, deps: JobDeps): Promise<void> =>
  changeNames(record, lease, deps, (now) =>
    now.renaming?.importId === record.importId ? renamed(now) : undefined,
  );

/** Lets the names and addresses that the release of an import gave wait again. Those that were changed since stay. */
export const takeNamesBack = (record: Import, lease: HeldLease, deps: JobDeps): Promise<void> =>
  changeNames(record, lease, deps, renamedBack);

/** Returns the certificates that were issued since the release in a name that it gave. */
export async function namesInUse(
  record: Import,
  deps: JobDeps & ObstacleDeps,
): Promise<WithdrawalObstacle[]> {
  const obstacles: WithdrawalObstacle[] = [];
  for await (const some of renamedBy(record, deps))
    for (const volunteer of some) {
      // No certificate bears an address.
      if (volunteer.renaming === undefined || isNamed(volunteer, volunteer.renaming)) continue;
      const certificateId = await certificateSince(volunteer, record.release?.requestedAt ?? '', deps);
      if (certificateId !== undefined)
        obstacles.push({
          code: 'CERTIFICATE_ISSUED',
          kind: 'volunteers',
          id: volunteer.volunteerId,
          certificateId,
        });
    }
  return obstacles;
}

/** Changes the profiles whose names or addresses an import reported, as they are now and as the import left them. */
async function changeNames(
  record: Import,
  lease: HeldLease,
  deps: JobDeps,
  change: (now: Volunteer, left: Volunteer) => Volunteer | undefined,
): Promise<void> {
  for await (const some of renamedBy(record, deps))
    await changeLedger(lease, deps, async (writer) => {
      const left = new Map(some.map((volunteer) => [volunteerName(volunteer), volunteer]));
      for (const now of await deps.ledger.volunteers(some)) {
        const before = left.get(volunteerName(now));
        const after = before && change(now, before);
        if (after === undefined) continue;
        for (const write of await profileWrites(now, after, deps.ledger)) await writer.add(write);
      }
    });
}

/** Yields the volunteers as an import left them whose names or addresses wait for its release, some at a time. */
async function* renamedBy(record: Import, deps: JobDeps): AsyncGenerator<Volunteer[]> {
  const { names = 0, addresses = 0 } = record.awaiting ?? {};
  if (names + addresses === 0) return;
  for await (const { volunteers } of changesOf(record, deps)) {
    const waiting = volunteers
      .map(({ after }) => after)
      .filter(({ renaming }) => renaming?.importId === record.importId);
    yield* chunksOf(waiting, VOLUNTEERS_PER_ATTEMPT);
  }
}
