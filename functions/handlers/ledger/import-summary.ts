import type { Import, ImportHead } from '../../domain/import/import.ts';
import { type ImportProblem, stopsImport } from '../../domain/import/import-problem.ts';
import type { AwaitingRelease, ImportRelease, TakingBack } from '../../domain/import/release.ts';
import type { Withdrawal } from '../../domain/import/withdrawal.ts';
import type { Language } from '../../domain/wording/language.ts';
import { wordingOf } from '../../importing/problem-wording.ts';

/** Returns an import as lists show it. */
export const listed = (head: ImportHead) => ({ ...fieldsOf(head), issuerIds: head.issuerIds });

/** Returns the report of an import, with its problems in a language. */
export function summaryOf(record: Import, language: Language) {
  const { importId, problems } = record;
  return {
    ...fieldsOf(record),
    understanding: record.understanding ?? null,
    sha256: record.sha256 ?? null,
    awaitingEarlier: record.awaitingEarlier ?? [],
    release: record.release && isInForce(record) ? releaseIn(record.release) : null,
    takingBack: record.takingBack ? takingBackIn(record.takingBack) : null,
    problems: problems.map((problem) => problemIn(problem, language)),
    problemsCsv: problems.length > 0 ? `/imports/${importId}/problems.csv?lang=${language}` : null,
    withdrawal: record.withdrawal ? withdrawalIn(record.withdrawal) : null,
  };
}

function fieldsOf({ counts, finishedAt, ...head }: ImportHead) {
  return {
    importId: head.importId,
    fileName: head.fileName,
    dryRun: head.dryRun,
    state: head.state,
    kinds: head.kinds,
    counts: { rows: counts.rows, new: counts.new, changed: counts.changed, unchanged: counts.unchanged },
    rowsWritten: head.rowsWritten,
    recordedBy: head.requestedBy,
    awaitingRelease: head.awaiting ? awaitingIn(head.awaiting) : null,
    createdAt: head.createdAt,
    finishedAt: finishedAt ?? null,
    problemCount: head.problemCount,
    noteCount: head.noteCount,
  };
}

function withdrawalIn({ step, requestedAt, finishedAt, undone, obstacles, obstacleCount }: Withdrawal) {
  const isRunning = step !== 'refused' && step !== 'done';
  return {
    state: isRunning ? ('running' as const) : step,
    requestedAt,
    finishedAt: finishedAt ?? null,
    undone: step === 'done' ? undone : null,
    obstacles,
    obstacleCount,
  };
}

function awaitingIn({ issuerIds: _ofHours, entriesSum: _ofEntries, from, to, ...totals }: AwaitingRelease) {
  return { ...totals, period: from === null || to === null ? null : { from, to } };
}

/** Whether the last release of an import is in force, or comes into force. */
const isInForce = ({ state, withdrawal }: Import): boolean =>
  state === 'releasing' ||
  state === 'released' ||
  state === 'taking_back' ||
  (state === 'withdrawing' && withdrawal?.from === 'released');

function releaseIn({ step, requestedBy, requestedAt, finishedAt }: ImportRelease) {
  const state = step === 'done' ? ('done' as const) : ('running' as const);
  return { state, requestedBy, requestedAt, finishedAt: finishedAt ?? null };
}

function takingBackIn(takingBack: TakingBack) {
  const { step, requestedBy, requestedAt, finishedAt, obstacles, obstacleCount } = takingBack;
  const state = step === 'refused' || step === 'done' ? step : ('running' as const);
  return { state, requestedBy, requestedAt, finishedAt: finishedAt ?? null, obstacles, obstacleCount };
}

function problemIn(problem: ImportProblem, language: Language) {
  const { file, worksheet, row, column, value, code } = problem;
  const severity = stopsImport(code) ? ('error' as const) : ('note' as const);
  return { severity, file, worksheet, row, column, value, code, ...wordingOf(problem, language) };
}
