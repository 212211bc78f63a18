import { type CertificateFacts, FRAUD, LIVE_STATES } from './certificate-facts.ts';
import type { Json } from './chain-check.ts';
import type { Finding } from './finding.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from './table-contents.ts';
import type { TimesheetFacts } from './timesheet-facts.ts';

/** The slot of a recognition. */
export interface SlotFacts {
  readonly issuerId: string;
  readonly volunteerId: string;
  readonly certificateId: string;
  readonly certificateIds: readonly string[];
  readonly locked: boolean;
}

/** Returns the facts of a `RECOGNITION#` item. */
export const slotFacts = (issuerId: string, volunteerId: string, item: TableItem): SlotFacts => ({
  issuerId,
  volunteerId,
  certificateId: text(item, 'certificateId'),
  certificateIds: listOf(item, 'certificateIds').map(String),
  locked: item.locked === true,
});

/** Returns the name of a recognition's slot, as in its key. */
function slotName(award: Fields): string {
  return award.kind === 'annual' ? `annual#${String(award.year)}` : `milestone#${String(award.hours)}`;
}

interface Recorded {
  /** By `issuerId|volunteerId|slot`. */
  readonly slots: ReadonlyMap<string, SlotFacts>;
  readonly certificates: ReadonlyMap<string, CertificateFacts>;
  readonly timesheets: ReadonlyMap<string, TimesheetFacts>;
  readonly releases: ReadonlyMap<string, Json>;
}

/**
 * Checks recognitions: each in force is held by its slot, each slot names its own, and the hours that it cites are or were
 * recorded and approved as it says. A recognition claims no hours, so an import may have corrected them since: the entry
 * has its former states.
 */
export function* checkRecognitions({
  slots,
  certificates,
  timesheets,
  releases,
}: Recorded): Generator<Finding> {
  yield* checkSlots(slots, certificates);
  const wrong = (subject: string, message: string): Finding => ({
    rule: 'RECOGNITION_WRONG',
    subject,
    message,
  });
  const recognitions = [...certificates.values()].filter(
    ({ isRecognition, award, state, supersedes }) =>
      isRecognition && award !== '' && LIVE_STATES.has(state) && (state !== 'reserved' || supersedes === ''),
  );
  const cited = citable(recognitions, timesheets, releases);
  for (const { certificateId, issuerId, volunteerId, award, evidence } of recognitions) {
    const slot = slots.get(`${issuerId}|${volunteerId}|${slotName(fieldsOf(JSON.parse(award) as Json))}`);
    if (slot?.certificateId !== certificateId) yield wrong(certificateId, 'its slot does not hold it');
    const missing = evidence.filter((entry) => cited.get(`${issuerId}|${volunteerId}`)?.has(entry) !== true);
    if (missing.length > 0)
      yield wrong(
        certificateId,
        `${missing.length} entries that it cites were never recorded and approved so`,
      );
  }
}

/** Returns what the entries of each recognised volunteer say, and said, as text. */
function citable(
  recognitions: readonly CertificateFacts[],
  timesheets: ReadonlyMap<string, TimesheetFacts>,
  releases: ReadonlyMap<string, Json>,
): Map<string, Set<string>> {
  const cited = new Map(
    recognitions.map(({ issuerId, volunteerId }) => [`${issuerId}|${volunteerId}`, new Set<string>()]),
  );
  for (const { issuerId, volunteerId, texts } of timesheets.values()) {
    const ofVolunteer = cited.get(`${issuerId}|${volunteerId}`);
    if (ofVolunteer !== undefined) for (const one of texts(releases)) ofVolunteer.add(one);
  }
  return cited;
}

function* checkSlots(
  slots: ReadonlyMap<string, SlotFacts>,
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  for (const [key, { issuerId, volunteerId, certificateId, certificateIds, locked }] of slots) {
    const wrong = (message: string): Finding => ({ rule: 'AWARD_SLOT_WRONG', subject: key, message });
    const { state = 'missing' } = certificates.get(certificateId) ?? {};
    if (certificateId !== '' && !LIVE_STATES.has(state) && state !== 'erased')
      yield wrong(`it names certificate ${certificateId}, which is ${state}`);
    if (certificateId !== '' && certificateIds.at(-1) !== certificateId)
      yield wrong(`${certificateId} is not the last that it had`);
    if (certificateId !== '' && locked) yield wrong('it is locked and held at once');
    const isFraud = certificateIds.some((one) => certificates.get(one)?.revokedFor === FRAUD);
    if (isFraud !== locked) yield wrong(`it is ${isFraud ? 'not ' : ''}locked`);
    for (const one of certificateIds) {
      const certificate = certificates.get(one);
      const isOwn = certificate?.issuerId === issuerId && certificate.volunteerId === volunteerId;
      const isOfSlot =
        certificate?.award === '' ||
        key.endsWith(`|${slotName(fieldsOf(JSON.parse(certificate?.award || '{}') as Json))}`);
      if (!isOwn || !isOfSlot) yield wrong(`${one}, which it says that it had, was never one of this award`);
    }
  }
}
