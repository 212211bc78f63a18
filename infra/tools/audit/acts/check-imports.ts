import { DAY_MS } from '../../../../functions/domain/calendar-date.ts';
import type { Finding } from '../finding.ts';
import type { LedgerFacts } from '../ledger/ledger-facts.ts';
import { text } from '../table-contents.ts';
import type { ActRecords, ImportFacts } from './act-records.ts';
import { actBy, type JournaledAct } from './journal-acts.ts';

const wrong = (subject: string, message: string): Finding => ({ rule: 'NOT_AS_JOURNALED', subject, message });

const isAbout =
  (id: string) =>
  ({ targets }: JournaledAct): boolean =>
    targets.id === id;

/** Imports, with who asked for them, their release, its end and their withdrawal. They last 90 days. */
export function* checkImports(
  { imports, findings, listings }: ActRecords,
  { files }: Pick<LedgerFacts, 'files'>,
  acts: readonly JournaledAct[],
  now: Date,
): Generator<Finding> {
  for (const [importId, { requestedBy, createdAt, sha256, ...record }] of imports) {
    yield* checkListings(importId, createdAt, record.issuerIds, listings);
    for (const ofHours of files.get(importId) ?? [])
      if (ofHours !== sha256) yield wrong(importId, 'hours were recorded from another file of it');
    const made = actBy(acts, ['begin_import'], { by: requestedBy, at: createdAt }, ({ targets }) =>
      ['', importId].includes(text(targets, 'importId')),
    );
    if (made === undefined) yield wrong(importId, `nobody asked for it as ${requestedBy} at ${createdAt}`);
    const steps = [
      ['release_import', record.release],
      ['take_back_release', record.takingBack],
      ['withdraw_import', record.withdrawal],
    ] as const;
    for (const [kind, step] of steps) {
      if (Object.keys(step).length === 0) continue;
      const asked = { by: text(step, 'requestedBy'), at: text(step, 'requestedAt') };
      if (actBy(acts, [kind], asked, isAbout(importId)) === undefined)
        yield wrong(importId, `the journal has no ${kind} by ${asked.by} at ${asked.at}`);
    }
    yield* checkImportState(importId, { ...record, found: findings.get(importId) }, acts);
  }
  for (const key of listings.keys()) {
    const [importId = '', issuerId = ''] = key.split('|');
    if (imports.get(importId)?.issuerIds.includes(issuerId) !== true)
      yield { rule: 'LIST_WRONG', subject: importId, message: `${issuerId} finds it and has no such import` };
  }
  for (const importId of imports.keys())
    if (!findings.has(importId)) yield wrong(importId, 'what was found in its file is missing');
  for (const importId of findings.keys())
    if (!imports.has(importId)) yield wrong(importId, 'findings of an import that does not exist');
  const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
  for (const { act, outcome, begunAt, targets } of acts) {
    const importId = text(targets, 'importId');
    if (
      act === 'begin_import' &&
      outcome === 'done' &&
      begunAt > oldest &&
      importId !== '' &&
      !imports.has(importId)
    )
      yield wrong(importId, 'the journal has it, the table does not');
  }
}

/** An import's record is deleted after 90 days. */
const KEPT_MS = 89 * DAY_MS;
const STATES =
  'awaiting_upload queued validating writing imported checked refused failed releasing released taking_back withdrawing ' +
  'withdrawn';

/** The states in which an import's release is or may be in force, and those in which it is not. */
const IN_FORCE = ['released'];
const NOT_IN_FORCE = ['imported', 'withdrawn', 'checked', 'refused', 'failed'];

function* checkImportState(
  importId: string,
  {
    state,
    release,
    takingBack,
    shownSha256,
    found,
  }: Pick<ImportFacts, 'state' | 'release' | 'takingBack' | 'shownSha256'> & {
    readonly found: string | undefined;
  },
  acts: readonly JournaledAct[],
): Generator<Finding> {
  if (!STATES.split(' ').includes(state)) yield wrong(importId, `there is no state ${state}`);
  const seen = acts.findLast(
    ({ act, outcome, targets }) => act === 'release_import' && outcome === 'done' && targets.id === importId,
  );
  const { importSha256, findingsSha256 } = seen?.targets ?? {};
  if (seen !== undefined && (importSha256 !== shownSha256 || findingsSha256 !== found))
    yield wrong(importId, 'it is not what was seen when it was released');
  const isOver = release.step === 'done' && text(release, 'finishedAt') >= text(release, 'requestedAt');
  if (state === 'released' && !isOver) yield wrong(importId, 'it is released, its release is not over');
  const wasReleased = acts.some(
    (act) => act.act === 'release_import' && isAbout(importId)(act) && act.outcome === 'done',
  );
  const isTakenBack =
    takingBack.step === 'done' && text(takingBack, 'requestedAt') > text(release, 'requestedAt');
  if (IN_FORCE.includes(state) && (!wasReleased || isTakenBack))
    yield wrong(importId, `it is ${state}, and the journal says otherwise`);
  if (state === 'imported' && release.step === 'done' && !isTakenBack)
    yield wrong(importId, 'it was released, and is not any more without an act');
}

function* checkListings(
  importId: string,
  createdAt: string,
  issuerIds: readonly string[],
  listings: ActRecords['listings'],
): Generator<Finding> {
  for (const issuerId of issuerIds) {
    const listed = `ISSUER#${issuerId}#IMPORTS / ${createdAt}#${importId} / ${importId}`;
    if (listings.get(`${importId}|${issuerId}`) !== listed)
      yield { rule: 'LIST_WRONG', subject: importId, message: `${issuerId} does not find it in its list` };
  }
}

export function* checkReleases(
  { imports, releases }: ActRecords,
  acts: readonly JournaledAct[],
): Generator<Finding> {
  for (const [importId, release] of releases) {
    if (actBy(acts, ['release_import'], release, isAbout(importId)) === undefined)
      yield wrong(`RELEASE#${importId}`, `the journal has no release by ${release.by} at ${release.at}`);
    const { state } = imports.get(importId) ?? {};
    if (state !== undefined && NOT_IN_FORCE.includes(state))
      yield wrong(`RELEASE#${importId}`, `it is in force, its import is ${state}`);
  }
  for (const [importId, { state }] of imports)
    if (IN_FORCE.includes(state) && !releases.has(importId))
      yield wrong(`RELEASE#${importId}`, 'its import is released, its release is missing');
}
