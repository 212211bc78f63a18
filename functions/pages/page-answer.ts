import type { Html } from './html.ts';
import { markupOf } from './html.ts';
import type { Language } from './language.ts';

/** Pages may load files from and send forms to their own origin only. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every page: no framing, no content sniffing, no indexing, no referrer. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CONTENT_SECURITY_POLICY,
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
