import { REGISTRY, sameProfile, type Volunteer } from '../../domain/hours/volunteer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import { volunteerDeltas } from '../../domain/report/report-contribution.ts';
import type { LedgerWrite } from './ledger-writer.ts';

type ProfileLedger = Pick<HoursLedger, 'volunteerRecord' | 'volunteerRecords'>;

/** Returns the profile that an issuer gets from the registry when hours are first recorded for it there. */
export const copyFor = (issuerId: string, profile: Volunteer): Volunteer => ({
  ...profile,
  issuerId,
  fromRegistry: true,
});

/** Returns the records that depend on a profile: the issuer's own, or the copies of one of the registry. */
export async function recordsWith(
  { issuerId, volunteerId }: Volunteer,
  ledger: ProfileLedger,
): Promise<VolunteerRecord[]> {
  if (issuerId === REGISTRY)
    return (await ledger.volunteerRecords(volunteerId)).filter(
      ({ volunteer }) => volunteer.fromRegistry === true,
    );
  const record = await ledger.volunteerRecord(issuerId, volunteerId);
  return record === undefined ? [] : [record];
}

/**
 * Returns the writes that change a profile, with the report deltas of a changed gender. The copies of a profile of the
 * registry change before it, so that a run that dies in between finds it unchanged and goes on.
 */
export async function profileWrites(
  before: Volunteer | undefined,
  after: Volunteer,
  ledger: ProfileLedger,
): Promise<LedgerWrite[]> {
  const isShared = after.issuerId === REGISTRY;
  if (before === undefined || (!isShared && before.gender === after.gender)) return [{ volunteers: [after] }];
  const writes = (await recordsWith(after, ledger)).flatMap(({ volunteer, timesheets }): LedgerWrite[] => {
    const changed = isShared ? copyFor(volunteer.issuerId, after) : after;
    if (sameProfile(volunteer, changed)) return [];
    const reportDeltas = volunteerDeltas(
      { gender: volunteer.gender, timesheets },
      { gender: changed.gender, timesheets },
    );
    return [{ volunteers: [changed], reportDeltas }];
  });
  return isShared ? [...writes, { volunteers: [after] }] : writes;
}
