import { type CertificateFacts, FRAUD, LIVE_STATES } from './certificate-facts.ts';
import type { Json } from './chain-check.ts';
import type { Finding } from './finding.ts';
import { type TableItem, text } from './table-contents.ts';
import type { TimesheetFacts } from './timesheet-facts.ts';

/** Checks awards and hours: one live certificate per award, each entry claimed once, minutes that add up. */
export function* checkAwards(
  certificates: ReadonlyMap<string, CertificateFacts>,
  timesheets: ReadonlyMap<string, TimesheetFacts>,
  releases: ReadonlyMap<string, Json>,
): Generator<Finding> {
  const holders = new Map<string, string>();
  for (const certificate of certificates.values()) {
    const { certificateId, state, issuerId, volunteerId, award, opportunityId } = certificate;
    if (!LIVE_STATES.has(state)) continue;
    // A correction that is only reserved claims nothing yet: the certificate it will replace holds the award.
    if (state === 'reserved' && certificate.supersedes !== '') continue;
    const key = `${issuerId}|${volunteerId}|${award}`;
    const other = holders.get(key);
    if (other !== undefined)
      yield { rule: 'AWARD_DOUBLED', subject: certificateId, message: `${other} certifies the same` };
    holders.set(key, certificateId);
    if (opportunityId !== '')
      yield* checkClaim(certificate, timesheets.get(`${issuerId}|${volunteerId}|${opportunityId}`), releases);
  }
  for (const timesheet of timesheets.values()) yield* checkTimesheet(timesheet, certificates);
}

/** Checks a live certificate's timesheet: it names the certificate, and its claimed entries match the snapshot. */
function* checkClaim(
  certificate: CertificateFacts,
  timesheet: TimesheetFacts | undefined,
  releases: ReadonlyMap<string, Json>,
): Generator<Finding> {
  const { certificateId } = certificate;
  if (timesheet?.certificateId !== certificateId) {
    yield { rule: 'AWARD_SLOT_WRONG', subject: certificateId, message: 'the timesheet does not name it' };
    return;
  }
  const claimed = timesheet.claimed.filter((entry) => entry.certificateId === certificateId);
  const evidence = claimed.map((entry) => entry.text(releases)).sort();
  if (evidence.join() !== certificate.evidence.join())
    yield {
      rule: 'ENTRY_CLAIM_WRONG',
      subject: certificateId,
      message: 'the entries it claims are not its evidence, or not approved',
    };
  const sum = claimed.reduce((minutes, entry) => minutes + entry.minutes, 0);
  if (sum !== certificate.minutes)
    yield {
      rule: 'HOURS_NOT_THE_SUM',
      subject: certificateId,
      message: `it states ${certificate.minutes} minutes, its entries add up to ${sum}`,
    };
}

/** Checks a timesheet's claims: all belong to the certificate that holds it, which is live or erased. */
function* checkTimesheet(
  timesheet: TimesheetFacts,
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  const findingOf = (message: string): Finding => ({
    rule: 'AWARD_SLOT_WRONG',
    subject: timesheet.key,
    message,
  });
  if (timesheet.certificateId !== '') {
    const holder = certificates.get(timesheet.certificateId);
    if (holder === undefined)
      yield findingOf(`it names certificate ${timesheet.certificateId}, which does not exist`);
    else if (!LIVE_STATES.has(holder.state) && holder.state !== 'erased')
      yield findingOf(`it names certificate ${timesheet.certificateId}, which is ${holder.state}`);
    if (timesheet.locked) yield findingOf('it is locked and held at once');
    if (timesheet.certificateIds.at(-1) !== timesheet.certificateId)
      yield findingOf(`${timesheet.certificateId} is not the last that it had`);
  }
  const isFraud = timesheet.certificateIds.some((id) => certificates.get(id)?.revokedFor === FRAUD);
  if (isFraud !== timesheet.locked) yield findingOf(`it is ${isFraud ? 'not ' : ''}locked`);
  for (const certificateId of timesheet.certificateIds) {
    const { volunteerId, issuerId, award, opportunityId } = certificates.get(certificateId) ?? {};
    const isOfAward = award === '' || opportunityId === timesheet.opportunityId;
    if (volunteerId !== timesheet.volunteerId || issuerId !== timesheet.issuerId || !isOfAward)
      yield findingOf(`${certificateId}, which it says that it had, was never one of this award`);
  }
  for (const { entryId, certificateId } of timesheet.claimed)
    if (certificateId !== timesheet.certificateId)
      yield {
        rule: 'ENTRY_CLAIM_WRONG',
        subject: timesheet.key,
        message: `entry ${entryId} is claimed by ${certificateId}`,
      };
}

/** Checks that every entry of an issuer is on one timesheet, for which an import claims it. */
export function* checkEntries(
  timesheets: ReadonlyMap<string, TimesheetFacts>,
  { entryClaims: claims, repeatedClaims }: EntryClaims,
): Generator<Finding> {
  for (const claim of repeatedClaims)
    yield { rule: 'ENTRY_TWICE', subject: claim, message: 'its import claims it twice' };
  const timesheetOf = new Map<string, string>();
  for (const { key, issuerId, entryIds } of timesheets.values())
    for (const entryId of entryIds) {
      const name = `${issuerId}#${entryId}`;
      const other = timesheetOf.get(name);
      if (other !== undefined)
        yield { rule: 'ENTRY_TWICE', subject: key, message: `entry ${entryId} is on ${other} too` };
      timesheetOf.set(name, key);
      if (claims.get(name)?.has(key) !== true)
        yield {
          rule: 'ENTRY_NOT_REGISTERED',
          subject: key,
          message: `no import claims entry ${entryId} for it`,
        };
    }
}

/** The timesheets for which imports claim each entry, and the claims that an import makes twice. */
interface EntryClaims {
  readonly entryClaims: Map<string, Set<string>>;
  readonly repeatedClaims: Set<string>;
}

/** Adds the claims of one item of an import to those of all entries. */
export function addClaims(
  { entryClaims, repeatedClaims }: EntryClaims,
  issuerId: string,
  item: TableItem,
): void {
  const byVolunteer = JSON.parse(text(item, 'entries')) as Record<string, Record<string, readonly string[]>>;
  const importId = item.sk.slice(0, item.sk.lastIndexOf('#'));
  for (const [volunteerId, byOpportunity] of Object.entries(byVolunteer))
    for (const [opportunityId, entryIds] of Object.entries(byOpportunity))
      for (const entryId of entryIds) {
        const name = `${issuerId}#${entryId}`;
        const claims = entryClaims.get(name) ?? new Set();
        entryClaims.set(name, claims.add(`${issuerId}|${volunteerId}|${opportunityId}`));
        if (claims.has(importId)) repeatedClaims.add(`${name} of ${importId}`);
        claims.add(importId);
      }
}
