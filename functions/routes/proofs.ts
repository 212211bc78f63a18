import * as z from 'zod/mini';
import { file, json, route } from './route.ts';
import { certificateId, described } from './schemas/fields.ts';
import { health, issuerProfile, keySet } from './schemas/proofs.ts';

export const getCredential = route({
  method: 'GET',
  path: '/certificates/{id}/credential',
  summary: 'Download the signed credential of a certificate',
  description:
    'For its holder, and for coordinators of its issuer. The same text is attached to the document.',
  roles: ['volunteer', 'coordinator'],
  journal: 'download_credential',
  parameters: { id: certificateId },
  responses: {
    200: file('An Open Badges 3.0 credential: compact JWS, `typ: JWT`, RS256', 'application/vc+jwt'),
  },
  refusals: ['NOT_FOUND'],
});

export const getKeySet = route({
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'List every key that ever signed',
  roles: 'public',
  responses: { 200: json('A JWK set', keySet, { mediaType: 'application/jwk-set+json' }) },
  refusals: [],
});

export const getIssuerProfile = route({
  method: 'GET',
  path: '/issuers/{issuerId}',
  summary: 'Show an issuer',
  roles: 'public',
  parameters: { issuerId: described(z.string(), 'The ID of the issuer') },
  responses: { 200: json('An Open Badges 3.0 Profile', issuerProfile) },
  refusals: ['NOT_FOUND'],
});

export const getStatusList = route({
  method: 'GET',
  path: '/status/{listId}',
  summary: 'Show a status list',
  description:
    'Valid for two hours. Revocations under the name in the credential; suspensions, with the same indexes, under the same name and `-suspension`.',
  roles: 'public',
  parameters: { listId: described(z.string(), 'The ID of the list, as credentials name it') },
  responses: {
    200: file('A signed Bitstring Status List credential: compact JWS, `typ: vc+jwt`', 'application/vc+jwt'),
  },
  refusals: ['NOT_FOUND'],
});

export const getHealth = route({
  method: 'GET',
  path: '/health',
  summary: 'Show whether the service reaches its records',
  roles: 'public',
  responses: { 200: json('It does', health), 503: json('It does not', health) },
  refusals: [],
});

export const getOpenApi = route({
  method: 'GET',
  path: '/openapi.json',
  summary: 'Show this description',
  roles: 'public',
  responses: { 200: file('OpenAPI 3.1', 'application/json') },
  refusals: [],
});
