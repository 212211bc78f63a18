import type { Language } from '../domain/wording/language.ts';
import type { Html } from './html.ts';
import { markupOf } from './html.ts';

/** What a page may do beyond its own origin: call origins, and have styles of these hashes. */
export interface PagePolicy {
  readonly connect?: readonly string[];
  readonly style?: readonly string[];
}

/** Returns the policy of a page: it may load files from, call and send forms to its own origin only, unless it says more. */
export const contentSecurityPolicy = ({ connect = [], style = [] }: PagePolicy = {}): string =>
  [
    "default-src 'none'",
    ["style-src 'self'", ...style].join(' '),
    "script-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Headers of every page: no framing, no content sniffing, no indexing, no referrer. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/** Headers of the page that may use the camera. */
export const CAMERA_ALLOWED = {
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
} as const;

/** A page as an HTTP answer. */
export interface PageAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Returns a page as an HTTP answer. `headers` hold at least `cache-control`. */
export function pageAnswer(
  statusCode: number,
  language: Language,
  page: Html,
  headers: Readonly<Record<string, string>>,
): PageAnswer {
  return {
    statusCode,
    headers: { ...PAGE_HEADERS, 'content-language': language, ...headers },
    body: `<!doctype html>${markupOf(page)}`,
  };
}
