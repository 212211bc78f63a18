import * as z from 'zod/mini';
import { file, json, route } from './route.ts';
import {
  date,
  described,
  foundOf,
  identifier,
  issuerFilter,
  languageFilter,
  listOf,
  pageFields,
  pathId,
  searchFields,
} from './schemas/fields.ts';
import { importBody, importReport, importTicket, listedImport } from './schemas/import.ts';
import {
  hoursDecision,
  hoursDecisionBody,
  opportunity,
  opportunityBody,
  opportunityId,
  pendingEntry,
  pendingHours,
} from './schemas/ledger.ts';
import { foundVolunteer, volunteer } from './schemas/volunteer.ts';

export const listVolunteers = route({
  method: 'GET',
  path: '/volunteers',
  summary: 'List volunteers',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  journal: 'list_volunteers',
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Volunteers of the issuers in scope, by ID', listOf(volunteer)) },
  refusals: [],
});

export const searchVolunteers = route({
  method: 'POST',
  path: '/volunteers/search',
  summary: 'Search volunteers by name or ID',
  description:
    'Finds a name as people write it: without titles and connectives, whatever the hamza, ta marbuta, marks, case and spaces. Best answers first.',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  journal: 'search_volunteers',
  body: z.strictObject({
    ...searchFields,
    opportunityId: described(z.optional(opportunityId), 'Only those with hours for it'),
  }),
  responses: { 200: json('The volunteers found, in scope', foundOf(foundVolunteer)) },
  refusals: ['QUERY_INVALID'],
});

export const putOpportunity = route({
  method: 'PUT',
  path: '/opportunities/{id}',
  summary: 'Create or change an opportunity',
  description: 'An ID is unique within its issuer: another issuer may have an opportunity with the same one.',
  roles: ['recorder', 'coordinator'],
  journal: 'put_opportunity',
  parameters: { id: opportunityId },
  body: opportunityBody,
  responses: {
    200: json('The opportunity as it is now', opportunity),
    201: json('The new opportunity', opportunity),
  },
  refusals: ['IMPORT_RUNNING', 'LEDGER_BUSY'],
});

export const listOpportunities = route({
  method: 'GET',
  path: '/opportunities',
  summary: 'List opportunities, newest first',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver', 'auditor'],
  query: z.strictObject({
    ...pageFields,
    issuer: issuerFilter,
    from: described(z.optional(date), 'Opportunities whose last day is on or after'),
    to: described(z.optional(date), 'Opportunities whose last day is on or before'),
  }),
  responses: { 200: json('Opportunities in scope', listOf(opportunity)) },
  refusals: [],
});

export const listPendingHours = route({
  method: 'GET',
  path: '/hours/pending',
  summary: 'List the hours of an opportunity that wait for a decision',
  description: 'By volunteer and day, with names; `limit` counts volunteers, with or without pending hours.',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  journal: 'list_pending_hours',
  query: z.strictObject({
    ...pageFields,
    issuer: issuerFilter,
    opportunity: described(identifier, 'The opportunity'),
  }),
  responses: { 200: json('Pending hours entries', listOf(pendingEntry)) },
  refusals: ['NOT_FOUND', 'OPPORTUNITY_AMBIGUOUS'],
});

export const listPendingOpportunities = route({
  method: 'GET',
  path: '/hours/pending/opportunities',
  summary: 'List where hours wait for a decision',
  description:
    'Opportunities with how much waits, by ID. Hours that the release of an import approves are not among it. A decision of the last seconds may be missing.',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Opportunities with pending hours, in scope', listOf(pendingHours)) },
  refusals: [],
});

export const decideHours = route({
  method: 'POST',
  path: '/hours/approvals',
  summary: 'Approve or reject hours',
  description: 'By entry, or all pending hours of an opportunity, some volunteers at a time.',
  roles: ['supervisor', 'approver'],
  journal: 'decide_hours',
  body: hoursDecisionBody,
  responses: { 200: json('What was decided', hoursDecision) },
  refusals: ['NOT_FOUND', 'OPPORTUNITY_AMBIGUOUS', 'IMPORT_RUNNING', 'LEDGER_BUSY'],
});

export const requestImport = route({
  method: 'POST',
  path: '/imports',
  summary: 'Begin an import',
  description:
    'Answers with a link to upload the file to. Asking for the import’s report afterwards starts it.',
  roles: ['recorder', 'coordinator'],
  journal: 'begin_import',
  body: importBody,
  responses: { 201: json('Where to upload the file', importTicket) },
  refusals: ['NOT_FOUND', 'IMPORT_TOO_LARGE'],
});

export const listImports = route({
  method: 'GET',
  path: '/imports',
  summary: 'List imports, newest first',
  description: 'For 90 days. A page may hold fewer than `limit`.',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Imports of which every issuer is in scope', listOf(listedImport)) },
  refusals: [],
});

export const getImport = route({
  method: 'GET',
  path: '/imports/{id}',
  summary: 'Show an import',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  parameters: { id: pathId },
  query: z.strictObject({ lang: languageFilter }),
  responses: { 200: json('State, counts, and problems by row and column', importReport) },
  refusals: ['NOT_FOUND'],
});

export const withdrawImport = route({
  method: 'POST',
  path: '/imports/{id}/withdrawal',
  summary: 'Withdraw an import',
  description:
    'Undoes everything that the import recorded, or nothing: an import on which a certificate was issued, or whose records were changed since, stays. Its report says how far it is, what was undone, and what prevents it. Possible for 29 days; asking again changes nothing.',
  roles: ['recorder', 'coordinator'],
  journal: 'withdraw_import',
  parameters: { id: pathId },
  query: z.strictObject({ lang: languageFilter }),
  responses: { 202: json('The import, which is being withdrawn', importReport) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const releaseImport = route({
  method: 'POST',
  path: '/imports/{id}/release',
  summary: 'Release an import',
  description:
    'What the file reports as approved counts from then on, as a whole. Another person does it than the one who recorded the import, unless the issuer’s policy says otherwise, after a look at the totals, first rows and notes of its report. Possible for 29 days; asking again changes nothing.',
  roles: ['supervisor', 'approver'],
  journal: 'release_import',
  parameters: { id: pathId },
  query: z.strictObject({ lang: languageFilter }),
  responses: { 202: json('The import, which is being released', importReport) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'SAME_PERSON'],
});

export const takeBackRelease = route({
  method: 'POST',
  path: '/imports/{id}/release/withdrawal',
  summary: 'Take the release of an import back',
  description:
    'Its hours wait for a release again, all of them or none: where a certificate counts one, everything stays. The import’s report says which. Possible for 29 days; asking again changes nothing.',
  roles: ['supervisor', 'coordinator', 'approver'],
  journal: 'take_back_release',
  parameters: { id: pathId },
  query: z.strictObject({ lang: languageFilter }),
  responses: { 202: json('The import, whose release is being taken back', importReport) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const downloadImportProblems = route({
  method: 'GET',
  path: '/imports/{id}/problems.csv',
  summary: 'Download all problems of an import',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver'],
  journal: 'read_import_problems',
  parameters: { id: pathId },
  query: z.strictObject({ lang: languageFilter }),
  responses: {
    200: file(
      'UTF-8 with a byte order mark; the first column says whether a problem stops the import',
      'text/csv',
    ),
  },
  refusals: ['NOT_FOUND'],
});
