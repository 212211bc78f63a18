import * as z from 'zod/mini';
import { json, route } from './route.ts';
import { listOf, pageQuery, text, titled } from './schemas/fields.ts';

/** An issuer in the public list. */
const listedIssuer = titled(
  'ListedIssuer',
  z.strictObject({
    issuerId: text,
    nameAr: text,
    nameEn: text,
    country: z.enum(['SA', 'IQ']),
    domain: text,
    email: text,
  }),
);

/** Apart from the ledger's other routes, which volunteers don't call: their page loads it. */
export const listIssuers = route({
  method: 'GET',
  path: '/issuers',
  summary: 'List the issuers',
  description: 'All of them are on one page.',
  roles: 'public',
  query: pageQuery,
  responses: { 200: json('The issuers', listOf(listedIssuer)) },
  refusals: [],
});
