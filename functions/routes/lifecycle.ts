import * as z from 'zod/mini';
import { REVOCATION_REASONS } from '../domain/certificate/certificate.ts';
import { CORRECTION_DECISIONS } from '../domain/certificate/correction.ts';
import { json, route } from './route.ts';
import { certificateSummary, correction, handedOutLink } from './schemas/certificate.ts';
import {
  certificateId,
  count,
  issuerFilter,
  listOf,
  nameFields,
  namesGiven,
  noteFields,
  pageFields,
  pageQuery,
  pathId,
  text,
} from './schemas/fields.ts';

const noteBody = z.strictObject(noteFields);

export const revokeCertificate = route({
  method: 'POST',
  path: '/certificates/{id}/revocation',
  summary: 'Revoke a certificate for good',
  description: 'Its hours can be certified again, except after `fraud`.',
  roles: ['coordinator', 'approver'],
  journal: 'revoke_certificate',
  parameters: { id: certificateId },
  body: z.strictObject({ reasonCode: z.enum(REVOCATION_REASONS), ...noteFields }),
  responses: { 200: json('The revoked certificate', certificateSummary) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const suspendCertificate = route({
  method: 'POST',
  path: '/certificates/{id}/suspension',
  summary: 'Suspend a certificate while a dispute lasts',
  description: 'By the issuer, or by an administrator or approver of a partner whose name it bears.',
  roles: ['coordinator', 'administrator', 'approver'],
  journal: 'suspend_certificate',
  parameters: { id: certificateId },
  body: noteBody,
  responses: { 200: json('The suspended certificate', certificateSummary) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const reinstateCertificate = route({
  method: 'POST',
  path: '/certificates/{id}/reinstatement',
  summary: 'Reinstate a suspended certificate',
  description: 'What a partner suspended, the same partner reinstates; anything else, the issuer.',
  roles: ['coordinator', 'administrator', 'approver'],
  journal: 'reinstate_certificate',
  parameters: { id: certificateId },
  body: noteBody,
  responses: { 200: json('The certificate, in force again', certificateSummary) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const eraseCertificate = route({
  method: 'POST',
  path: '/certificates/{id}/erasure',
  summary: 'Erase the personal data of a certificate for good',
  roles: ['coordinator', 'approver'],
  journal: 'erase_certificate',
  parameters: { id: certificateId },
  body: noteBody,
  responses: { 200: json('What is left of the certificate', certificateSummary) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const replaceCertificate = route({
  method: 'POST',
  path: '/certificates/{id}/replacement',
  summary: 'Replace a certificate by one with a corrected name',
  description:
    'Another spelling of the same letters replaces it at once: the corrected certificate has a new ID, and the same request again answers the same one. Any other name opens a request, which an approver approves (`POST /corrections/{id}/decision`), unless the issuer’s policy asks for none.',
  roles: ['coordinator', 'approver'],
  journal: 'replace_certificate',
  parameters: { id: certificateId },
  body: z.strictObject({ ...nameFields, ...noteFields }).check(namesGiven),
  responses: {
    201: json('The corrected certificate', certificateSummary),
    202: json('The request, which an approver approves', correction),
  },
  refusals: [
    'CERTIFICATE_ID_MALFORMED',
    'NOT_FOUND',
    'NOT_ELIGIBLE',
    'STATE_CONFLICT',
    'ISSUING_HALTED',
    'LEDGER_BUSY',
  ],
});

export const handOutLink = route({
  method: 'POST',
  path: '/certificates/{id}/link',
  summary: 'Make a link that opens a certificate without an account',
  description:
    'For a holder without an email address. JSON, or the link as a QR code where `Accept` asks for it. Each request makes a new link; the five newest of a certificate work.',
  roles: ['coordinator'],
  journal: 'hand_out_link',
  parameters: { id: certificateId },
  responses: { 200: json('The link', handedOutLink, { alsoAs: ['image/svg+xml'] }) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT'],
});

export const withdrawLinks = route({
  method: 'POST',
  path: '/certificates/{id}/link/withdrawal',
  summary: 'Withdraw every link to a certificate',
  description: 'Those of emails too, as when one went to a wrong address. Later emails have links again.',
  roles: ['coordinator'],
  journal: 'withdraw_links',
  parameters: { id: certificateId },
  responses: { 200: json('How many there were', z.strictObject({ certificateId: text, withdrawn: count })) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND'],
});

export const requestCorrection = route({
  method: 'POST',
  path: '/certificates/{id}/corrections',
  summary: 'Ask for the name on a certificate to be corrected',
  description:
    'Where its issuer allows it, another spelling of the same letters is corrected once without a decision.',
  roles: ['volunteer'],
  parameters: { id: certificateId },
  body: z
    .strictObject({ ...nameFields, note: z._default(z.string().check(z.trim(), z.maxLength(1000)), '') })
    .check(namesGiven),
  responses: { 201: json('The request', correction) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT', 'CORRECTION_DECIDED', 'LEDGER_BUSY'],
});

export const listCertificateCorrections = route({
  method: 'GET',
  path: '/certificates/{id}/corrections',
  summary: 'List the requests to correct a certificate',
  description: 'For its holder, and for coordinators and approvers of its issuer. All are on one page.',
  roles: ['volunteer', 'coordinator', 'approver'],
  journal: 'list_corrections',
  parameters: { id: certificateId },
  query: pageQuery,
  responses: { 200: json('The requests, oldest first', listOf(correction)) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND'],
});

export const listCorrections = route({
  method: 'GET',
  path: '/corrections',
  summary: 'List requests for correction, newest first',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'list_corrections',
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Requests in scope', listOf(correction)) },
  refusals: [],
});

export const decideCorrection = route({
  method: 'POST',
  path: '/corrections/{id}/decision',
  summary: 'Approve or reject a request for correction',
  description:
    'Approval replaces the certificate. Nobody approves what the same account asked for; and what a coordinator asked for, an approver approves. A rejection says why in `note`. A decision is final.',
  roles: ['coordinator', 'approver'],
  journal: 'decide_correction',
  parameters: { id: pathId },
  body: z.strictObject({ decision: z.enum(CORRECTION_DECISIONS), ...noteFields }).check(
    z.refine(({ decision, note = '' }) => decision === 'approve' || note !== '', {
      error: 'a rejection says why',
      path: ['note'],
    }),
  ),
  responses: { 200: json('The decided request', correction) },
  refusals: [
    'NOT_FOUND',
    'SAME_PERSON',
    'RECORD_ALTERED',
    'CORRECTION_DECIDED',
    'NOT_ELIGIBLE',
    'STATE_CONFLICT',
    'ISSUING_HALTED',
    'LEDGER_BUSY',
  ],
});
