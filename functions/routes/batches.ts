import * as z from 'zod/mini';
import { json, redirect, route } from './route.ts';
import { batch, batchBody, batchItem, building, fileLinks, itemOutcome } from './schemas/batch.ts';
import { described, identifier, issuerFilter, listOf, pageFields, pathId } from './schemas/fields.ts';

/** One part of a file that may have several. */
const part = described(
  z.optional(z.coerce.number<number>().check(z.int(), z.minimum(1))),
  'One part, counted from 1',
);

/** What answers for a file that is built when it is asked for. */
const partResponses = (to: string) => ({
  200: json(
    'A link to each part: where there are several, and for clients that ask for JSON, because a script can’t follow a redirect to another origin',
    fileLinks,
  ),
  202: json('It is being built; ask again after `retry-after` seconds', building),
  302: redirect(to),
});

export const createBatch = route({
  method: 'POST',
  path: '/batches',
  summary: 'Issue many certificates, or plan a dry run',
  description:
    'Opportunities by ID or by the days on which they end, for all volunteers or some. With `confirms`, goes on with a dry run.',
  roles: ['coordinator'],
  journal: 'create_batch',
  body: batchBody,
  responses: { 202: json('The batch; ask for it again to see how far it is', batch) },
  refusals: ['BATCH_EMPTY', 'OPPORTUNITY_AMBIGUOUS', 'ISSUING_HALTED', 'NOT_FOUND', 'STATE_CONFLICT'],
});

export const listBatches = route({
  method: 'GET',
  path: '/batches',
  summary: 'List batches, newest first',
  roles: ['coordinator', 'approver', 'auditor'],
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Batches of which every issuer is in scope', listOf(batch)) },
  refusals: [],
});

export const getBatch = route({
  method: 'GET',
  path: '/batches/{id}',
  summary: 'Show a batch',
  roles: ['coordinator', 'approver', 'auditor'],
  parameters: { id: pathId },
  responses: { 200: json('State, counts, reasons and pace', batch) },
  refusals: ['NOT_FOUND'],
});

export const listBatchItems = route({
  method: 'GET',
  path: '/batches/{id}/items',
  summary: 'List the items of a batch',
  description:
    'One for each volunteer and opportunity, with its title, and with the names that the ledger has for coordinators and approvers. A page may be shorter than `limit`.',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'list_batch_items',
  parameters: { id: pathId },
  query: z.strictObject({
    ...pageFields,
    outcome: z.optional(itemOutcome),
    reason: described(z.optional(z.string().check(z.maxLength(64))), 'Only those for this reason'),
    volunteer: described(z.optional(identifier), 'Only those of this volunteer'),
    inForce: described(
      z.optional(z.literal('yes')),
      'Only those whose certificate, of this batch or from before it, is in force now: as the print run has them',
    ),
  }),
  responses: { 200: json('The items', listOf(batchItem)) },
  refusals: ['NOT_FOUND'],
});

export const getBatchArchive = route({
  method: 'GET',
  path: '/batches/{id}/archive',
  summary: 'Download the documents of a batch as ZIP',
  description:
    'With the hashes of its files in `SHA256SUMS`, and a list of holders to hand them out by in `list.csv`. A large batch has several parts.',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'download_archive',
  parameters: { id: pathId },
  query: z.strictObject({ part }),
  responses: partResponses('To the ZIP, or to the part asked for'),
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const getBatchPrintRun = route({
  method: 'GET',
  path: '/batches/{id}/print-run',
  summary: 'Download the certificates of a batch to print and hand out',
  description:
    'One PDF of those in force, by opportunity and then by name, with a list of whom each is handed to and on which page it is. A large batch has several parts.',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'download_print_run',
  parameters: { id: pathId },
  query: z.strictObject({
    part,
    lang: described(
      z.optional(z.enum(['ar', 'en'])),
      'The language of the list, by whose names it is sorted; `ar` where it is missing',
    ),
  }),
  responses: partResponses('To the PDF, or to the part asked for'),
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const getBatchReport = route({
  method: 'GET',
  path: '/batches/{id}/report.csv',
  summary: 'Download the outcome of every item as CSV',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'download_batch_report',
  parameters: { id: pathId },
  responses: {
    200: json('A link, for clients that ask for JSON', fileLinks),
    202: json('It is being written; ask again after `retry-after` seconds', building),
    302: redirect('To the CSV: UTF-8 with a byte order mark'),
  },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const pauseBatch = route({
  method: 'POST',
  path: '/batches/{id}/pause',
  summary: 'Pause a batch',
  roles: ['coordinator', 'approver'],
  journal: 'pause_batch',
  parameters: { id: pathId },
  responses: { 200: json('The paused batch', batch) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const resumeBatch = route({
  method: 'POST',
  path: '/batches/{id}/resume',
  summary: 'Resume a paused batch',
  roles: ['coordinator', 'approver'],
  journal: 'resume_batch',
  parameters: { id: pathId },
  responses: { 200: json('The running batch', batch) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'ISSUING_HALTED'],
});

export const cancelBatch = route({
  method: 'POST',
  path: '/batches/{id}/cancel',
  summary: 'Cancel a batch for good',
  description: 'Certificates that it issued stay issued.',
  roles: ['coordinator', 'approver'],
  journal: 'cancel_batch',
  parameters: { id: pathId },
  responses: { 200: json('The cancelled batch', batch) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const retryBatch = route({
  method: 'POST',
  path: '/batches/{id}/retry',
  summary: 'Retry the failed items of a batch',
  roles: ['coordinator'],
  journal: 'retry_batch',
  parameters: { id: pathId },
  responses: { 200: json('The running batch', batch) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'ISSUING_HALTED'],
});

export const approveBatch = route({
  method: 'POST',
  path: '/batches/{id}/approve',
  summary: 'Approve a batch as the second person',
  description:
    'Needed by a batch with which the issuer’s batches of the day issue more than 10,000 certificates without a second person, and by one whose requester approved most of its hours.',
  roles: ['approver'],
  journal: 'approve_batch',
  parameters: { id: pathId },
  responses: { 200: json('The running batch', batch) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'BATCH_SELF_APPROVAL', 'ISSUING_HALTED'],
});
