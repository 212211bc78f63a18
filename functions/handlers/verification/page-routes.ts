import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { verificationPath } from '../../domain/certificate/verification-address.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Assets } from '../../pages/assets.ts';
import { homePage, notFoundPage } from '../../pages/home-page.ts';
import { chooseLanguage, prefersPage } from '../../pages/language.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import type { PageContext } from '../../pages/page-context.ts';
import type { PageContexts } from '../../pages/page-contexts.ts';
import * as verification from '../../routes/verification.ts';
import type { ApiEvent, RawAnswer } from '../../runtime/http/answer.ts';
import type { Implementations } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { languageQuery } from './language-query.ts';

export interface PageRouteDeps {
  readonly assets: Assets;
  readonly pages: PageContexts;
}

const VARY = { vary: 'accept, accept-language' } as const;
const SHORT_CACHING = { 'cache-control': 'public, max-age=300' } as const;
const DAY_CACHING = { 'cache-control': 'public, max-age=86400' } as const;

/** Pages ask not to be indexed by their own headers, which a crawler must be allowed to see. */
const ROBOTS = 'User-agent: *\nAllow: /\n';

/** Implements the home, the files that browsers and crawlers ask for, and the answer about every other address. */
export const pageRoutes = ({ assets, pages }: PageRouteDeps): Implementations<'verification/pages'> => {
  const contextOf = (event: ApiEvent): PageContext =>
    pages[chooseLanguage(event.queryStringParameters?.lang, event.headers['accept-language'])];
  const icon = assets.get('favicon.png');
  const home = (event: ApiEvent) => {
    const context = contextOf(event);
    const headers = { ...SHORT_CACHING, vary: 'accept-language' };
    return { ...pageAnswer(200, context.language, homePage(context), headers), statusCode: 200 as const };
  };
  return [
    implement(verification.getHome, async ({ event }) => home(event)),
    implement(verification.headHome, async ({ event }) => withoutBody(home(event))),
    implement(
      verification.getAsset,
      async ({ path, event }) => assetAnswer(assets, path.name, event) ?? noPage(event, contextOf(event)),
    ),
    implement(verification.getFavicon, async () => ({
      statusCode: 200,
      headers: { ...icon.headers, ...DAY_CACHING },
      isBase64Encoded: true,
      body: icon.bytes.toString('base64'),
    })),
    implement(verification.getRobots, async () => ({
      statusCode: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', ...DAY_CACHING },
      body: ROBOTS,
    })),
    implement(verification.getOtherAddress, async ({ event }) => otherAddress(event, contextOf(event))),
    implement(verification.headOtherAddress, async ({ event }) =>
      withoutBody(otherAddress(event, contextOf(event))),
    ),
  ];
};

/**
 * Leads to the page that is meant: an address that differs from one of ours by capitals or slashes, or in a browser any
 * that holds a certificate ID. Answers with the page that there is none otherwise.
 * @throws Refusal NOT_FOUND to a program.
 */
function otherAddress(event: ApiEvent, context: PageContext): RawAnswer<302> | RawAnswer<404> {
  const location = meantPath(event);
  if (location !== null)
    return {
      statusCode: 302,
      headers: { location: `${location}${languageQuery(event)}`, ...VARY, ...SHORT_CACHING },
    };
  return noPage(event, context);
}

/**
 * Answers a person with the page that there is none at an address.
 * @throws Refusal NOT_FOUND to a program.
 */
function noPage(event: ApiEvent, context: PageContext): RawAnswer<404> {
  if (!prefersPage(event.headers)) throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
  const headers = { ...VARY, ...SHORT_CACHING };
  return { ...pageAnswer(404, context.language, notFoundPage(context), headers), statusCode: 404 };
}

/** The pages without an ID in their address. */
const PAGES = ['/', '/verify', '/verify/list', '/my', '/console', '/approve'];
const CONSOLE = /^\/console(?=\/)/i;

/** Returns the path that an address means, or null. */
function meantPath({ rawPath, headers }: ApiEvent): string | null {
  const parts = rawPath.split('/').filter((part) => part !== '');
  const path = `/${parts.join('/')}`;
  const page = PAGES.find((one) => one === path.toLowerCase());
  if (page !== undefined) return page;
  if (CONSOLE.test(path)) return path.replace(CONSOLE, '/console');
  const [room = '', id, ...more] = parts;
  const isVerification = /^(?:v|verify)$/i.test(room);
  if (isVerification && id === undefined) return '/verify';
  const read = isVerification || prefersPage(headers) ? certificateIdIn(rawPath) : null;
  if (read?.ok) return verificationPath(read.certificateId);
  // Its own page says what is wrong with the ID.
  return isVerification && id !== undefined && more.length === 0 && rawPath !== verificationPath(id)
    ? verificationPath(id)
    : null;
}

function assetAnswer(assets: Assets, name: string, { headers }: ApiEvent): RawAnswer<200> | undefined {
  const asset = assets.find(name, headers['accept-encoding']);
  if (asset === undefined) return undefined;
  return {
    statusCode: 200,
    headers: {
      ...asset.headers,
      // Changed content has another name.
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    },
    isBase64Encoded: true,
    body: asset.bytes.toString('base64'),
  };
}

const withoutBody = <Status extends number>({ statusCode, headers }: RawAnswer<Status>) =>
  ({ statusCode, headers }) as RawAnswer<Status>;
