import type { Finding } from '../finding.ts';
import type { LedgerFacts } from '../ledger/ledger-facts.ts';
import { text } from '../table-contents.ts';
import type { ActRecords } from './act-records.ts';
import {
  type HoursAuthors,
  type HoursDecision,
  NO_ENTRIES,
  type Recording,
  sumIn,
  sumOf,
} from './hours-authors.ts';
import { ActIndex, type JournaledAct } from './journal-acts.ts';

const wrong = (subject: string, message: string): Finding => ({ rule: 'NOT_AS_JOURNALED', subject, message });

/** States of an import that has recorded nothing. */
const WITHOUT_HOURS = ['awaiting_upload', 'queued', 'validating', 'checked', 'refused'];

interface Sources {
  readonly authors: HoursAuthors;
  readonly ledger: Pick<LedgerFacts, 'files'>;
  readonly records: Pick<ActRecords, 'imports' | 'releases'>;
}

/**
 * Checks that hours were recorded by an import that somebody began, and decided on by somebody who did, as the journal has
 * it for good, also after the record of the import is deleted; and that no act stands for more entries than it said, nor for others.
 */
export function* checkHours(
  { authors, ledger, records }: Sources,
  acts: readonly JournaledAct[],
): Generator<Finding> {
  const index = new ActIndex(acts);
  for (const recording of authors.recordings.values()) yield* checkRecording(recording, records, index);
  for (const [importId, files] of ledger.files)
    if (files.size > 1) yield wrong(importId, 'its hours were recorded from more than one file');
  for (const decision of authors.decisions.values()) yield* checkDecision(decision, index);
  yield* checkReleased(authors, records, acts);
}

function* checkRecording(
  { timesheet, issuerId, importId, ...recorded }: Recording,
  { imports }: Sources['records'],
  index: ActIndex,
): Generator<Finding> {
  const begun = index
    .by(['begin_import'], recorded)
    .filter((act) => concerns(act, issuerId) && began(act, importId));
  if (importId === '' || begun.length === 0)
    yield wrong(timesheet, `nobody began import ${importId} as ${recorded.by} at ${recorded.at}`);
  const state = imports.get(importId)?.state ?? '';
  if (WITHOUT_HOURS.includes(state)) yield wrong(timesheet, `import ${importId} has recorded nothing`);
}

/** An act whose end is missing doesn't say which import it began. */
const began = ({ outcome, targets }: JournaledAct, importId: string): boolean =>
  outcome === 'done' ? targets.importId === importId : true;

/** The acts that decide on hours, by the kind of approval. */
const DECIDING: Readonly<Record<string, readonly string[]>> = {
  entry: ['decide_hours'],
  opportunity: ['decide_hours'],
  link: ['decide_by_link'],
  release: ['release_import'],
  rejection: ['decide_hours', 'decide_by_link'],
};

function* checkDecision(decision: HoursDecision, index: ActIndex): Generator<Finding> {
  const { timesheet, kind, by, at, entries, sum } = decision;
  const acts = index.by(DECIDING[kind] ?? [], decision).filter((act) => decides(act, decision));
  if (acts.length === 0) return yield wrong(timesheet, `the journal has no ${kind} by ${by} at ${at}`);
  if (kind === 'release' || acts.some(({ outcome }) => outcome !== 'done')) return;
  const decided = acts.reduce((sum, { targets }) => sum + Number(targets.decided), 0);
  if (!(entries <= decided))
    yield wrong(
      timesheet,
      `${entries} entries say that ${by} decided on them at ${at}, the journal ${decided}`,
    );
  // Fewer: of some another decision has been made since, or their import was withdrawn.
  if (entries === decided && sum !== sumOf(acts.map(({ targets }) => sumIn(text(targets, 'entriesSum')))))
    yield wrong(timesheet, `${by} decided on other hours at ${at} than the entries that say so`);
}

function decides(act: JournaledAct, decision: HoursDecision): boolean {
  const { kind, issuerId, opportunityId, requestId, importId } = decision;
  const of = (name: string) => text(act.targets, name);
  if (!concerns(act, issuerId)) return false;
  if (kind === 'release') return of('id') === importId;
  if (of('decision') !== (kind === 'rejection' ? 'rejected' : 'approved')) return false;
  if (kind === 'link') return of('id') === requestId;
  return kind === 'rejection' || of('opportunityId') === opportunityId;
}

/** An act that has only begun may not say yet whom it concerns. */
const concerns = ({ issuerIds, endedAt }: JournaledAct, issuerId: string): boolean =>
  issuerIds.includes(issuerId) || (endedAt === '' && issuerIds.length === 0);

/** A release approves what its file reported as approved, as whoever released it was shown, and no more. */
function* checkReleased(
  { awaiting }: HoursAuthors,
  { releases }: Sources['records'],
  acts: readonly JournaledAct[],
): Generator<Finding> {
  for (const importId of releases.keys()) {
    const released = acts.findLast(
      ({ act, outcome, targets }) =>
        act === 'release_import' && outcome === 'done' && targets.id === importId,
    );
    if (released === undefined) continue;
    const { entries, sum } = awaiting.get(importId) ?? NO_ENTRIES;
    const shown = Number(released.targets.awaiting);
    if (!(entries <= shown))
      yield wrong(`RELEASE#${importId}`, `it approves ${entries} entries, ${shown} were shown`);
    if (entries === shown && sum !== sumIn(text(released.targets, 'entriesSum')))
      yield wrong(`RELEASE#${importId}`, 'it approves other hours than were shown');
  }
}
