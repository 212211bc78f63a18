import * as z from 'zod/mini';
import { json, route } from './route.ts';
import { issuerFilter, listOf, pageFields, pathId } from './schemas/fields.ts';
import { confirmationBody, nameDecisionBody, nameRequestBody, reviewedName } from './schemas/name.ts';

export const confirmName = route({
  method: 'POST',
  path: '/me/name/confirmation',
  summary: 'Confirm the name that is going to be printed',
  description: 'As the volunteer saw it in both scripts. It holds until the issuer records another name.',
  roles: ['volunteer'],
  body: confirmationBody,
  responses: { 200: json('The name, confirmed', reviewedName) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const requestName = route({
  method: 'POST',
  path: '/me/name/corrections',
  summary: 'Ask for the name to be corrected before a certificate bears it',
  description:
    'In the issuer’s ledger. A newer request takes the place of one that waits. What is printed already is corrected by `POST /certificates/{id}/corrections`.',
  roles: ['volunteer'],
  body: nameRequestBody,
  responses: { 201: json('The name, with the request', reviewedName) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const listNameRequests = route({
  method: 'GET',
  path: '/name-requests',
  summary: 'List the names that volunteers ask to be corrected, newest first',
  description: 'Those that wait. A page may hold fewer than `limit`.',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'list_name_requests',
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Requests in scope', listOf(reviewedName)) },
  refusals: [],
});

export const decideNameRequest = route({
  method: 'POST',
  path: '/name-requests/{id}/decision',
  summary: 'Approve or reject a correction of a volunteer’s name',
  description:
    'The ID is the volunteer’s. Approved, the ledger has the name from now on. Nobody approves what the same account asked for. A rejection says why in `note`. The volunteer gets an email.',
  roles: ['coordinator', 'approver'],
  journal: 'decide_name_request',
  parameters: { id: pathId },
  body: nameDecisionBody,
  responses: { 200: json('The name, decided', reviewedName) },
  refusals: [
    'NOT_FOUND',
    'SAME_PERSON',
    'RECORD_ALTERED',
    'CORRECTION_DECIDED',
    'STATE_CONFLICT',
    'IMPORT_RUNNING',
    'LEDGER_BUSY',
  ],
});
