import { styleText } from 'node:util';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import type { Examination } from '../../../../functions/proof/examination.ts';
import type { Verification } from '../api/answers.ts';
import type { Session } from '../session/session.ts';
import { examinationWordsIn } from '../wording/examination.ts';
import { facts, table } from './table.ts';
import { verificationLines } from './verification-lines.ts';

/** The result for a file; `valid` only for the issued file of a certificate in force. */
export type FileResult = 'valid' | 'altered' | 'unchecked' | 'unavailable' | string;

/** What is shown about a file. */
export interface ExaminedFile {
  readonly path: string;
  readonly result: FileResult;
  readonly examination: Examination;
  /** Origins of the addresses in the file that don't belong to the service. */
  readonly elsewhere: readonly string[];
  readonly record: Verification | undefined;
}

/** Returns the lines about a file: the result, what explains it, the checks and the record. */
export function examinationLines(session: Session, file: ExaminedFile): string {
  const { messages, language } = session;
  const { examination, record } = file;
  const words = examinationWordsIn(language);
  const rows = examination.rows.map(({ check, outcome, reason }) => [
    words.checks[check],
    words.outcomes[outcome],
    reason === null ? undefined : words.reasons[reason],
  ]);
  const several = examination.namedIds.length > 1;
  const ids = examination.namedIds.map(displayId).join(messages.comma);
  const checked = examination.rows.some(({ outcome }) => outcome !== 'not_possible');
  return [
    headline(session, file),
    ...explanations(session, file),
    facts([
      [messages.labels.file, file.path],
      [messages.labels.sha256, examination.sha256],
      // The record shows the ID of the only one.
      [messages.labels.certificate, record === undefined || several ? ids : ''],
      [messages.labels.sealedBy, examination.sealedBy.join(' ← ')],
    ]),
    ...(checked ? ['', table(words.headings, rows)] : []),
    ...(record === undefined ? [] : ['', words.record, verificationLines(record, session)]),
  ].join('\n');
}

function headline({ messages, language }: Session, { result, examination }: ExaminedFile): string {
  const words = examinationWordsIn(language);
  const { unreadable, kind } = examination;
  const verdict =
    unreadable !== null
      ? words.unchecked[unreadable]
      : result === 'altered' && kind === 'picture'
        ? words.picture
        : (messages.fileResults[result] ?? messages.results[result] ?? result);
  const colour =
    result === 'valid' ? 'green' : result === 'unchecked' || result === 'unavailable' ? 'yellow' : 'red';
  return styleText(['bold', colour], verdict, { stream: process.stdout });
}

/** What explains the result, so that a copy isn't taken for a forgery, nor a forgery for a copy. */
function explanations(
  { language, api }: Session,
  { result, examination, elsewhere }: ExaminedFile,
): string[] {
  const words = examinationWordsIn(language);
  const { disagreement, kind, namedIds } = examination;
  const found: string[] = [];
  if (disagreement !== null)
    found.push(words.disagree(displayId(disagreement.printed), displayId(disagreement.code)));
  else if (namedIds.length > 1) found.push(words.several);
  else if (result === 'altered') found.push(kind === 'picture' ? words.pictures : words.copies);
  if (elsewhere.length > 0) found.push(words.elsewhere(elsewhere, api.baseUrl));
  return found;
}
