import * as z from 'zod/mini';
import { described, instantOrNull, text, titled } from './fields.ts';

/** A JWK set; beside each key its purpose, its status and the window in which it signs. */
export const keySet = titled(
  'KeySet',
  z.strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal('RSA'),
        use: z.literal('sig'),
        alg: z.literal('RS256'),
        kid: text,
        n: described(z.exactOptional(z.string()), 'Absent for a compromised key, as is `e`'),
        e: z.exactOptional(text),
        purpose: z.enum(['credential', 'seal']),
        status: z.enum(['active', 'retired', 'compromised']),
        from: instantOrNull,
        until: instantOrNull,
      }),
    ),
  }),
);

/** An Open Badges 3.0 Profile. */
export const issuerProfile = titled(
  'IssuerProfile',
  z.strictObject({
    '@context': z.array(text),
    id: text,
    type: z.array(z.literal('Profile')),
    name: text,
    url: text,
    email: text,
    issuerId: text,
    nameAr: text,
    nameEn: text,
    country: z.enum(['SA', 'IQ']),
    domain: text,
    jwks: text,
  }),
);

export const health = titled(
  'Health',
  z.strictObject({
    status: z.enum(['ok', 'unavailable']),
    records: z.enum(['reached', 'not_reached']),
  }),
);
