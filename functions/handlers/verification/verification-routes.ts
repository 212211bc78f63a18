import * as z from 'zod/mini';
import { parseCertificateId, symbolsOf } from '../../domain/certificate/certificate-id.ts';
import type { VerificationAnswer, VerificationResult } from '../../domain/certificate/verification.ts';
import { Refusal } from '../../domain/refusal.ts';
import { chooseLanguage, prefersPage } from '../../pages/language.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import type { PageContext } from '../../pages/page-frame.ts';
import { formPage } from '../../pages/verification-form.ts';
import { type Asked, verificationPage } from '../../pages/verification-page.ts';
import {
  type Answer,
  type ApiEvent,
  json,
  pathParameter,
  type Route,
  readBody,
} from '../../runtime/http/api.ts';
import { type MatchDeps, matchName } from '../../workflows/verification/match-name.ts';
import { verifyCertificate } from '../../workflows/verification/verify-certificate.ts';
import { type BulkVerificationDeps, verifyMany } from '../../workflows/verification/verify-many.ts';
import { readBulkQuestion, verificationCsv } from './verification-csv.ts';

export interface VerificationRouteDeps extends MatchDeps {
  readonly register: MatchDeps['register'] & BulkVerificationDeps['register'];
  readonly pages: Readonly<Record<PageContext['language'], PageContext>>;
}

const STATUS: Readonly<Record<VerificationResult, number>> = {
  valid: 200,
  revoked: 200,
  superseded: 200,
  expired: 200,
  suspended: 200,
  unknown: 404,
  malformed: 400,
  unavailable: 503,
};

/** Kept by a shared cache for ten seconds and never served stale, so that a revocation is seen in time. */
const SHORT = 'public, max-age=0, s-maxage=10, stale-if-error=0';
const RETRY_AFTER_SECONDS = '5';

const CROSS_ORIGIN = { 'access-control-allow-origin': '*' } as const;
const PREFLIGHT = {
  ...CROSS_ORIGIN,
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': 'accept, accept-language',
  'access-control-max-age': '86400',
} as const;

const matchBody = z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(200)) });

/** The public doors of verification: form, answers as page or JSON, the QR's address, name match, bulk check. */
export function verificationRoutes(deps: VerificationRouteDeps): readonly Route[] {
  const route = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
    method,
    path,
    handle,
  });
  const form = (event: ApiEvent) => showForm(event, deps);
  const answer = (event: ApiEvent) => showAnswer(event, deps);
  const preflight = async (): Promise<Answer> => ({ statusCode: 204, headers: PREFLIGHT });
  return [
    route('GET', '/verify', form),
    route('HEAD', '/verify', withoutBody(form)),
    route('GET', '/verify/{id}', answer),
    route('HEAD', '/verify/{id}', withoutBody(answer)),
    route('OPTIONS', '/verify/{id}', preflight),
    route('GET', '/V/{id}', leadToAnswer),
    route('HEAD', '/V/{id}', leadToAnswer),
    route('POST', '/verify', (event) => answerMany(event, deps)),
    route('GET', '/verify/{id}/match', leadToAnswer),
    route('POST', '/verify/{id}/match', (event) => answerMatch(event, deps)),
  ];
}

/** The form; with `id`, as it sends itself without scripts, it leads to the answer or says what is wrong. */
async function showForm(event: ApiEvent, deps: VerificationRouteDeps): Promise<Answer> {
  const typed = event.queryStringParameters?.id;
  const context = contextOf(event, deps);
  if (typed === undefined)
    return pageAnswer(200, context.language, formPage(context), {
      'cache-control': 'public, max-age=300',
      vary: 'accept-language',
    });
  const read = parseCertificateId(typed);
  if (!read.ok) return showPage(event, typed, await verifyCertificate(typed, deps), deps);
  return seeOther(`/verify/${read.certificateId}${languageQuery(event)}`);
}

async function showAnswer(event: ApiEvent, deps: VerificationRouteDeps): Promise<Answer> {
  const typed = pathParameter(event, 'id');
  const answer = await verifyCertificate(typed, deps);
  return prefersPage(event.headers.accept) ? showPage(event, typed, answer, deps) : asJson(answer);
}

function asJson(answer: VerificationAnswer): Answer {
  return json(STATUS[answer.result], answer, {
    ...cachingOf(answer),
    ...CROSS_ORIGIN,
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
  });
}

function showPage(
  event: ApiEvent,
  typed: string,
  answer: VerificationAnswer,
  deps: VerificationRouteDeps,
  nameMatch: Asked['nameMatch'] = null,
): Answer {
  const context = contextOf(event, deps);
  const short = typed.length <= 256 ? typed : '';
  const asked = { typed: short, symbols: answer.result === 'malformed' ? symbolsOf(short) : [], nameMatch };
  const page = verificationPage(context, answer, asked);
  return pageAnswer(STATUS[answer.result], context.language, page, cachingOf(answer));
}

function cachingOf({ result }: VerificationAnswer): Record<string, string> {
  const vary = { vary: 'accept, accept-language' };
  return result === 'unavailable'
    ? { ...vary, 'cache-control': 'no-store', 'retry-after': RETRY_AFTER_SECONDS }
    : { ...vary, 'cache-control': SHORT };
}

/** The answer has one address only: the QR holds a shorter upper-case one, and a comparison of names leaves another. */
async function leadToAnswer(event: ApiEvent): Promise<Answer> {
  const typed = pathParameter(event, 'id');
  const read = parseCertificateId(typed);
  const id = read.ok ? read.certificateId : encodeURIComponent(typed);
  return {
    statusCode: 302,
    headers: { location: `/verify/${id}${languageQuery(event)}`, 'cache-control': 'public, max-age=3600' },
  };
}

/** Whether a typed name is the holder's; a form gets the page again, with the outcome on it. */
async function answerMatch(event: ApiEvent, deps: VerificationRouteDeps): Promise<Answer> {
  const id = pathParameter(event, 'id');
  const fields = formFields(event);
  if (fields === null) {
    const { name } = readBody(event, matchBody);
    return json(200, { matches: await matchName(id, name, deps) });
  }
  const inLanguage = { ...event, queryStringParameters: { lang: fields.get('lang') ?? '' } };
  const [{ nameMatch, retryAfterSeconds }, answer] = await Promise.all([
    matchOutcome(id, fields.get('name') ?? '', deps),
    verifyCertificate(id, deps),
  ]);
  const page = showPage(inLanguage, id, answer, deps, nameMatch);
  const headers = { ...page.headers, 'cache-control': 'no-store' };
  return retryAfterSeconds === null
    ? { ...page, headers }
    : { ...page, statusCode: 429, headers: { ...headers, 'retry-after': String(retryAfterSeconds) } };
}

interface MatchOutcome {
  readonly nameMatch: Asked['nameMatch'];
  readonly retryAfterSeconds: number | null;
}

async function matchOutcome(id: string, name: string, deps: MatchDeps): Promise<MatchOutcome> {
  const outcome = (nameMatch: Asked['nameMatch']) => ({ nameMatch, retryAfterSeconds: null });
  if (name === '' || name.length > 200) return outcome('no');
  try {
    return outcome((await matchName(id, name, deps)) ? 'yes' : 'no');
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    // Whatever else a refusal means, the page says by itself: revoked, unknown, could not check.
    if (refusal.code !== 'TOO_MANY_REQUESTS') return outcome(null);
    return { nameMatch: 'tooMany', retryAfterSeconds: Number(refusal.facts.retryAfterSeconds) };
  }
}

/** Up to 200 IDs at once, each answered as it would be alone. */
async function answerMany(event: ApiEvent, deps: VerificationRouteDeps): Promise<Answer> {
  const question = readBulkQuestion(event);
  const answers = await verifyMany(question.ids, deps);
  const read = answers.filter(({ result }) => result !== 'malformed');
  const statusCode = read.length > 0 && read.every(({ result }) => result === 'unavailable') ? 503 : 200;
  if (question.answerAs === 'csv')
    return {
      statusCode,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="verification.csv"',
        'cache-control': 'no-store',
      },
      body: verificationCsv(answers),
    };
  return json(statusCode, { items: answers });
}

function contextOf(event: ApiEvent, { pages }: VerificationRouteDeps): PageContext {
  return pages[chooseLanguage(event.queryStringParameters?.lang, event.headers['accept-language'])];
}

/** Keeps an asked-for language on the way to the answer. */
function languageQuery(event: ApiEvent): string {
  const asked = event.queryStringParameters?.lang;
  return asked === 'ar' || asked === 'en' ? `?lang=${asked}` : '';
}

function formFields(event: ApiEvent): URLSearchParams | null {
  const type = event.headers['content-type'] ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) return null;
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body;
  return new URLSearchParams((body ?? '').slice(0, 4000));
}

const seeOther = (location: string): Answer => ({
  statusCode: 303,
  headers: { location, 'cache-control': 'no-store' },
});

const withoutBody =
  (handle: Route['handle']): Route['handle'] =>
  async (event) => {
    const { body: _body, ...answer } = await handle(event);
    return answer;
  };
