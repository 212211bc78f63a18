import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';

/** What the JWT authorizer passes to the function: every claim as text. */
export interface AuthorizedToken {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** The authorizer refuses a request: 401 without a valid token, 403 when the token lacks the route's scopes. */
export class TokenRefused extends Error {
  readonly status: 401 | 403;
  constructor(status: 401 | 403) {
    super(status === 401 ? 'Unauthorized' : 'Forbidden');
    this.status = status;
  }
}

/** Checks an Authorization header against a route's scopes. @throws TokenRefused */
export type JwtAuthorizer = (
  authorization: string | undefined,
  scopes: readonly string[],
) => Promise<AuthorizedToken>;

/**
 * Returns a JWT authorizer as API Gateway's: it accepts RS256, checks issuer and expiry, and requires `aud`, or
 * `client_id` when there is no `aud`, to be one of the audiences. Not `aws-jwt-verify`: it refuses keys over plain HTTP.
 */
export function jwtAuthorizer(options: {
  issuer: string;
  jwksUri: string;
  audience: readonly string[];
}): JwtAuthorizer {
  const keys = createRemoteJWKSet(new URL(options.jwksUri));
  return async (authorization, scopes) => {
    const token = /^(?:Bearer\s+)?(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new TokenRefused(401);
    const payload = await verifiedPayload(token, keys, options.issuer);
    const audience = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
    if (!options.audience.some((wanted) => audience.includes(wanted))) throw new TokenRefused(401);
    const granted = typeof payload.scope === 'string' ? payload.scope.split(' ') : [];
    const matching = scopes.filter((scope) => granted.includes(scope));
    if (scopes.length > 0 && matching.length === 0) throw new TokenRefused(403);
    return {
      claims: Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)])),
      scopes: scopes.length === 0 ? null : matching,
    };
  };
}

async function verifiedPayload(
  token: string,
  keys: ReturnType<typeof createRemoteJWKSet>,
  issuer: string,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
    });
    return payload;
  } catch {
    throw new TokenRefused(401);
  }
}

/** Returns a claim as text, as API Gateway does: a list becomes `[a b]`. */
const claimText = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.join(' ')}]`
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
