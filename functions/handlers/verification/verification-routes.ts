import { certificateIdIn, symbolsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import type { VerificationAnswer, VerificationResult } from '../../domain/certificate/verification.ts';
import { verificationPath } from '../../domain/certificate/verification-address.ts';
import { Refusal } from '../../domain/refusal.ts';
import { chooseLanguage, prefersPage } from '../../pages/language.ts';
import type { NameComparison } from '../../pages/name-comparison.ts';
import { CAMERA_ALLOWED, pageAnswer } from '../../pages/page-answer.ts';
import type { PageContext } from '../../pages/page-context.ts';
import type { PageContexts } from '../../pages/page-contexts.ts';
import { formPage } from '../../pages/verification-form.ts';
import { verificationPage } from '../../pages/verification-page.ts';
import * as verification from '../../routes/verification.ts';
import { type ApiEvent, answer, type RawAnswer } from '../../runtime/http/answer.ts';
import type { Implementations } from '../../runtime/http/api-handler.ts';
import { callerAddress } from '../../runtime/http/caller-address.ts';
import { implement, type RouteRequest } from '../../runtime/http/implement.ts';
import { bodyText } from '../../runtime/http/read-request.ts';
import { type MatchDeps, matchName, type NameAttempt } from '../../workflows/verification/match-name.ts';
import { verifyCertificate } from '../../workflows/verification/verify-certificate.ts';
import { languageQuery } from './language-query.ts';

export interface VerificationRouteDeps extends MatchDeps {
  readonly pages: PageContexts;
}

const STATUS = {
  valid: 200,
  revoked: 200,
  superseded: 200,
  expired: 200,
  suspended: 200,
  unknown: 404,
  malformed: 400,
  unavailable: 503,
} as const satisfies Record<VerificationResult, number>;

type VerificationStatus = (typeof STATUS)[VerificationResult];

/** Ten seconds in shared caches and never served stale, so that a revocation is seen in time. */
const SHORT_CACHING = 'public, max-age=0, s-maxage=10, stale-if-error=0';
const RETRY_AFTER_SECONDS = '5';
const LONGEST_TYPED_ID = 4096;
const LONGEST_NAME = 200;
const LONGEST_FORM = 4_000;

const CROSS_ORIGIN = { 'access-control-allow-origin': '*' } as const;
const PREFLIGHT_HEADERS = {
  ...CROSS_ORIGIN,
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': 'accept, accept-language',
  'access-control-max-age': '86400',
} as const;

/** Implements the public routes of verification. */
export const verificationRoutes = (
  deps: VerificationRouteDeps,
): Implementations<'verification/verification'> => [
  implement(verification.getVerificationForm, (request) => showForm(request, deps)),
  implement(verification.headVerificationForm, async (request) => {
    const { statusCode, headers } = await showForm(request, deps);
    return { statusCode, headers };
  }),
  implement(verification.verifyCertificate, async ({ path, event }) => {
    const result = await verifyCertificate(path.id, deps);
    return prefersPage(event.headers)
      ? showPage(path.id, result, contextOf(event, deps))
      : answer(STATUS[result.result], result, jsonHeaders(result));
  }),
  implement(verification.headVerification, async ({ path, event }) => {
    const result = await verifyCertificate(path.id, deps);
    const headers = prefersPage(event.headers)
      ? showPage(path.id, result, contextOf(event, deps)).headers
      : { 'content-type': 'application/json; charset=utf-8', ...jsonHeaders(result) };
    return { statusCode: STATUS[result.result], headers };
  }),
  implement(verification.preflightVerification, async () => ({
    statusCode: 204,
    headers: PREFLIGHT_HEADERS,
  })),
  implement(verification.getQrAddress, redirectToAnswer),
  implement(verification.headQrAddress, redirectToAnswer),
  implement(verification.getMatchAddress, redirectToAnswer),
  implement(verification.matchName, (request) => answerMatch(request, deps)),
];

/** Answers with the form. With `id`, which a form without scripts sends, leads to the answer or says what is wrong. */
async function showForm(
  { query, event }: Pick<RouteRequest<typeof verification.getVerificationForm>, 'query' | 'event'>,
  deps: VerificationRouteDeps,
) {
  const context = contextOf(event, deps);
  if (query.id === undefined) {
    const headers = { 'cache-control': 'public, max-age=300', vary: 'accept-language', ...CAMERA_ALLOWED };
    return { ...pageAnswer(200, context.language, formPage(context), headers), statusCode: 200 as const };
  }
  const read = certificateIdIn(query.id);
  if (read.ok) {
    const location = `${verificationPath(read.certificateId)}${languageQuery(event)}`;
    return { statusCode: 303 as const, headers: { location, 'cache-control': 'no-store' } };
  }
  const result = await verifyCertificate(query.id, deps);
  return { ...showPage(query.id, result, context), statusCode: 400 as const };
}

function showPage(
  typed: string,
  result: VerificationAnswer,
  context: PageContext,
  comparison: NameComparison | null = null,
): RawAnswer<VerificationStatus> {
  const short = typed.length <= LONGEST_TYPED_ID ? typed : '';
  const input = { typed: short, symbols: result.result === 'malformed' ? symbolsIn(short) : [], comparison };
  const page = verificationPage(context, result, input);
  const statusCode = STATUS[result.result];
  return { ...pageAnswer(statusCode, context.language, page, cachingOf(result)), statusCode };
}

const jsonHeaders = (result: VerificationAnswer) => ({
  ...cachingOf(result),
  ...CROSS_ORIGIN,
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
});

function cachingOf({ result }: VerificationAnswer): Record<string, string> {
  const vary = { vary: 'accept, accept-language' };
  return result === 'unavailable'
    ? { ...vary, 'cache-control': 'no-store', 'retry-after': RETRY_AFTER_SECONDS }
    : { ...vary, 'cache-control': SHORT_CACHING };
}

/** Leads to the one address of the answer. */
async function redirectToAnswer({
  path,
  event,
}: Pick<RouteRequest<typeof verification.getQrAddress>, 'path' | 'event'>): Promise<RawAnswer<302>> {
  const read = certificateIdIn(path.id);
  const id = read.ok ? read.certificateId : encodeURIComponent(path.id);
  return {
    statusCode: 302,
    headers: {
      location: `${verificationPath(id)}${languageQuery(event)}`,
      'cache-control': 'public, max-age=3600',
    },
  };
}

/** Answers whether a typed name is the holder's. A form gets the page again, with the outcome on it. */
async function answerMatch(
  { path, body, event }: RouteRequest<typeof verification.matchName>,
  deps: VerificationRouteDeps,
) {
  const caller = callerAddress(event);
  if (body !== undefined)
    return answer(200, { matches: await matchName(path.id, { name: body.name, caller }, deps) });
  const fields = new URLSearchParams(bodyText(event).slice(0, LONGEST_FORM));
  const [{ comparison, retryAfterSeconds }, result] = await Promise.all([
    matchOutcome(path.id, { name: (fields.get('name') ?? '').trim(), caller }, deps),
    verifyCertificate(path.id, deps),
  ]);
  const context = deps.pages[chooseLanguage(fields.get('lang') ?? '', event.headers['accept-language'])];
  const page = showPage(path.id, result, context, comparison);
  const headers = { ...page.headers, 'cache-control': 'no-store' };
  return retryAfterSeconds === null
    ? { ...page, headers }
    : {
        ...page,
        statusCode: 429 as const,
        headers: { ...headers, 'retry-after': String(retryAfterSeconds) },
      };
}

interface MatchOutcome {
  readonly comparison: NameComparison | null;
  readonly retryAfterSeconds: number | null;
}

async function matchOutcome(id: string, attempt: NameAttempt, deps: MatchDeps): Promise<MatchOutcome> {
  const typed = attempt.name.slice(0, LONGEST_NAME);
  const outcome = (outcome: NameComparison['outcome']) => ({
    comparison: { outcome, typed },
    retryAfterSeconds: null,
  });
  if (typed === '') return { comparison: null, retryAfterSeconds: null };
  if (typed !== attempt.name) return outcome('no');
  try {
    return outcome((await matchName(id, attempt, deps)) ? 'yes' : 'no');
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    // Other refusals are the result that the page shows anyway: revoked, unknown, could not check.
    if (refusal.code !== 'TOO_MANY_REQUESTS') return { comparison: null, retryAfterSeconds: null };
    return { ...outcome('tooMany'), retryAfterSeconds: Number(refusal.facts.retryAfterSeconds) };
  }
}

const contextOf = (event: ApiEvent, { pages }: VerificationRouteDeps): PageContext =>
  pages[chooseLanguage(event.queryStringParameters?.lang, event.headers['accept-language'])];
