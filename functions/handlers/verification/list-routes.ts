import { UnreadableFile } from '../../domain/import/import-problem.ts';
import type { RateLimit } from '../../domain/ports/rate-limit.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Language } from '../../domain/wording/language.ts';
import type { AskedId } from '../../importing/id-list/asked-ids.ts';
import { wordingOf } from '../../importing/problem-wording.ts';
import { chooseLanguage } from '../../pages/language.ts';
import { type ListMistake, listPage, listResultPage } from '../../pages/list-page.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import type { PageContexts } from '../../pages/page-contexts.ts';
import { LARGEST_LIST, XLSX } from '../../routes/schemas/verification.ts';
import * as verification from '../../routes/verification.ts';
import { type ApiEvent, csvFile, type RawAnswer } from '../../runtime/http/answer.ts';
import type { Implementations } from '../../runtime/http/api-handler.ts';
import { callerAddress } from '../../runtime/http/caller-address.ts';
import { implement, type RouteRequest } from '../../runtime/http/implement.ts';
import { callerGroup } from '../../workflows/verification/caller-group.ts';
import {
  type AskedAnswer,
  type BulkVerificationDeps,
  verifyMany,
} from '../../workflows/verification/verify-many.ts';
import { asLargeAnswer } from './large-answer.ts';
import { readListForm } from './list-form.ts';
import { type ListForm, readListRequest } from './list-request.ts';
import { listWorkbook } from './list-workbook.ts';
import { type ListRowAnswer, verificationCsv } from './verification-csv.ts';

export interface ListRouteDeps extends BulkVerificationDeps {
  readonly rateLimit: RateLimit;
  readonly pages: PageContexts;
}

/** Lists of one caller in a minute. */
const MOST_LISTS = 10;
const NO_STORE = { 'cache-control': 'no-store' } as const;

/** Implements the page for lists, and lists of programs. */
export const listRoutes = (deps: ListRouteDeps): Implementations<'verification/lists'> => [
  implement(verification.getListPage, async ({ event }) => formPage(event, deps)),
  implement(verification.headListPage, async ({ event }) => {
    const { statusCode, headers } = formPage(event, deps);
    return { statusCode, headers };
  }),
  implement(verification.verifyListForm, ({ event }) => answerForm(event, deps)),
  implement(verification.verifyMany, (request) => answerProgram(request, deps)),
];

function formPage(event: ApiEvent, { pages }: ListRouteDeps): RawAnswer<200> {
  const context = pages[chooseLanguage(event.queryStringParameters?.lang, event.headers['accept-language'])];
  const headers = { 'cache-control': 'public, max-age=300', vary: 'accept-language' };
  return { ...pageAnswer(200, context.language, listPage(context, '', null), headers), statusCode: 200 };
}

/** Answers a person: with the page of the answers, a workbook of them, or the form with what is wrong. */
async function answerForm(event: ApiEvent, deps: ListRouteDeps) {
  const { lang, as, text, list } = await readListForm(event);
  const context = deps.pages[chooseLanguage(lang, event.headers['accept-language'])];
  const { language } = context;
  const page = <Status extends 200 | 400 | 429 | 503>(
    statusCode: Status,
    body: ReturnType<typeof listPage>,
    headers = {},
  ) =>
    asLargeAnswer(
      { ...pageAnswer(statusCode, language, body, { ...NO_STORE, ...headers }), statusCode },
      event,
    );
  const form = <Status extends 400 | 429>(statusCode: Status, mistake: ListMistake, headers = {}) =>
    // A text that is too large to be sent back is left out.
    page(statusCode, listPage(context, text, mistake), headers) ??
    ({ ...pageAnswer(statusCode, language, listPage(context, '', mistake), headers), statusCode } as const);
  const refuse = (mistake: ListMistake) => form(400, mistake);
  if (list instanceof UnreadableFile) return refuse(wordingOf(list.problem, language));
  if (list.length === 0) return refuse('empty');
  if (list.length > LARGEST_LIST) return refuse({ found: list.length, limit: LARGEST_LIST });
  const retryAfterSeconds = await secondsToWait(event, deps);
  if (retryAfterSeconds !== null) return form(429, 'tooMany', { 'retry-after': String(retryAfterSeconds) });
  const answers = await answersTo(list, deps);
  const statusCode = couldCheckNone(answers) ? 503 : 200;
  // A workbook of which nothing was checked would be kept as if it were an answer.
  if (as === 'xlsx' && statusCode === 200) return workbookAnswer(answers, language, deps);
  return (
    page(statusCode, listResultPage(context, answers)) ?? (await workbookAnswer(answers, language, deps))
  );
}

/** Answers a program in the form of its list, or the one that it accepts. */
async function answerProgram(
  { body, event }: RouteRequest<typeof verification.verifyMany>,
  deps: ListRouteDeps,
) {
  const { asked, form, delimiter } = await readListRequest(body?.certificateIds, event);
  const retryAfterSeconds = await secondsToWait(event, deps);
  if (retryAfterSeconds !== null)
    throw new Refusal('TOO_MANY_REQUESTS', `${MOST_LISTS} lists are checked in a minute.`, {
      retryAfterSeconds,
    });
  const answers = await answersTo(asked, deps);
  const statusCode = couldCheckNone(answers) ? 503 : 200;
  const file = asLargeAnswer(await answerAs[form](answers, { event, delimiter, deps }), event);
  if (file === undefined)
    throw new Refusal(
      'BODY_INVALID',
      'The answer is too large: accept it compressed (accept-encoding: gzip), as a workbook, or ask about fewer IDs.',
    );
  return { ...file, statusCode } as RawAnswer<200> | RawAnswer<503>;
}

interface AnswerOptions {
  readonly event: ApiEvent;
  readonly delimiter: string;
  readonly deps: ListRouteDeps;
}

const answerAs: Readonly<
  Record<ListForm, (answers: readonly ListRowAnswer[], options: AnswerOptions) => Promise<RawAnswer<200>>>
> = {
  json: async (answers) => jsonAnswer(answers),
  csv: async (answers, { delimiter }) => csvFile('verification.csv', verificationCsv(answers, delimiter)),
  xlsx: (answers, { event, deps }) =>
    workbookAnswer(answers, chooseLanguage(undefined, event.headers['accept-language']), deps),
};

async function workbookAnswer(
  answers: readonly ListRowAnswer[],
  language: Language,
  { pages }: ListRouteDeps,
): Promise<RawAnswer<200>> {
  const bytes = await listWorkbook(answers, pages[language]);
  return {
    statusCode: 200,
    headers: {
      'content-type': XLSX,
      'content-disposition': 'attachment; filename="verification.xlsx"',
      'content-language': language,
      ...NO_STORE,
    },
    isBase64Encoded: true,
    body: Buffer.from(bytes).toString('base64'),
  };
}

const jsonAnswer = (answers: readonly ListRowAnswer[]): RawAnswer<200> => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', ...NO_STORE },
  body: JSON.stringify({ items: answers.map(({ row: _, ...item }) => item) }),
});

/** Returns the answers beside their rows. */
async function answersTo(asked: readonly AskedId[], deps: ListRouteDeps): Promise<readonly ListRowAnswer[]> {
  const answers = await verifyMany(
    asked.map(({ text }) => text),
    deps,
  );
  return answers.map((item, index) => ({ ...item, row: asked[index]?.row ?? index + 1 }));
}

/** Whether there were IDs to check, and no record could be read. */
function couldCheckNone(answers: readonly AskedAnswer[]): boolean {
  const checked = answers.filter(({ result }) => result !== 'malformed');
  return checked.length > 0 && checked.every(({ result }) => result === 'unavailable');
}

/** Counts a list of a caller. Returns how long to wait where there were too many, else null. */
async function secondsToWait(
  event: ApiEvent,
  { rateLimit, now, reportFault }: ListRouteDeps,
): Promise<number | null> {
  try {
    const name = `list#${callerGroup('list', callerAddress(event))}`;
    const attempt = await rateLimit.attempt(name, MOST_LISTS, now());
    return attempt.allowed ? null : attempt.retryAfterSeconds;
  } catch (fault) {
    // The records are in the same store: the answers will say that they couldn't be read.
    reportFault(fault);
    return null;
  }
}
