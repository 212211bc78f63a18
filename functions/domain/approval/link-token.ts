import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApprovalRequest } from './approval-request.ts';

/** Returns the token of a link: the request's ID and its secret. */
export const linkToken = (requestId: string, secret: string): string => `${requestId}.${secret}`;

const TOKEN = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{32})$/;

/** Returns the request's ID and the secret of a token; undefined for any other text. */
export function readLinkToken(
  token: string,
): { readonly requestId: string; readonly secret: string } | undefined {
  const [, requestId, secret] = TOKEN.exec(token) ?? [];
  return requestId === undefined || secret === undefined ? undefined : { requestId, secret };
}

/** Returns the hash of a link's secret. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Returns whether a secret is that of a request, in the same time for every secret. */
export const isSecretOf = ({ secretSha256 }: ApprovalRequest, secret: string): boolean =>
  timingSafeEqual(Buffer.from(secretSha256, 'hex'), Buffer.from(secretHash(secret), 'hex'));
