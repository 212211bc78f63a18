import type { Html } from './html.ts';
import { markupOf } from './html.ts';
import type { Language } from './language.ts';

/** What a page may do: load our own files, send forms to us, and nothing else from anyone. */
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

/** Headers of every page: no framing, no sniffing, no search engines, no referrer to elsewhere. */
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

/** A finished page as an HTTP answer. */
export interface PageAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a page; `cacheControl` says who may keep it for how long. */
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
