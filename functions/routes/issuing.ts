import * as z from 'zod/mini';
import { file, json, redirect, route } from './route.ts';
import {
  certificateRecord,
  certificateState,
  certificateSummary,
  claim,
  correction,
} from './schemas/certificate.ts';
import {
  certificateId,
  date,
  described,
  foundOf,
  identifier,
  issuerFilter,
  listOf,
  pageFields,
  pageQuery,
  pathId,
  searchFields,
} from './schemas/fields.ts';
import {
  claimBody,
  documentLink,
  ownTimesheet,
  signInProvider,
  volunteerFile,
  volunteerProgress,
} from './schemas/issuing.ts';
import { opportunityId } from './schemas/ledger.ts';
import { pageQuery as readerQuery } from './schemas/verification.ts';

export const getMyPage = route({
  method: 'GET',
  path: '/my',
  summary: 'The volunteer’s page',
  description: 'Everything on it comes from the routes below, for whoever signs in.',
  roles: 'public',
  query: readerQuery,
  responses: { 200: file('The page', 'text/html') },
  refusals: [],
});

export const getSignIn = route({
  method: 'GET',
  path: '/sign-in',
  summary: 'Show where programs let people sign in',
  description: 'The OpenID provider, and the client of the command line, which needs no secret.',
  roles: 'public',
  responses: { 200: json('The provider', signInProvider) },
  refusals: [],
});

export const getProgress = route({
  method: 'GET',
  path: '/me',
  summary: 'Show the volunteer’s profiles and hours',
  description: 'Per opportunity and recognition the minutes against the requirement, with the verdict.',
  roles: ['volunteer'],
  responses: { 200: json('Names as they will print, hours, verdicts', volunteerProgress) },
  refusals: ['NOT_FOUND'],
});

export const listOwnCertificates = route({
  method: 'GET',
  path: '/me/certificates',
  summary: 'List the volunteer’s certificates, newest first',
  description: 'All of them are on one page, revoked and superseded ones too.',
  roles: ['volunteer'],
  query: pageQuery,
  responses: { 200: json('The certificates', listOf(certificateSummary)) },
  refusals: [],
});

export const listOwnHours = route({
  method: 'GET',
  path: '/me/hours',
  summary: 'List the volunteer’s hours, entry by entry',
  description:
    'By opportunity, newest first, with when and how each entry was recorded and approved. All are on one page.',
  roles: ['volunteer'],
  query: pageQuery,
  responses: { 200: json('The timesheets', listOf(ownTimesheet)) },
  refusals: [],
});

export const listOwnCorrections = route({
  method: 'GET',
  path: '/me/corrections',
  summary: 'List where the volunteer’s requests for correction stand',
  description: 'The newest request about each certificate that has one. All are on one page.',
  roles: ['volunteer'],
  query: pageQuery,
  responses: { 200: json('The requests, newest first', listOf(correction)) },
  refusals: [],
});

export const claimCertificate = route({
  method: 'POST',
  path: '/me/certificates',
  summary: 'Claim a certificate',
  description: 'Of an opportunity, of a year, or of 50, 100 or 500 hours. The same claim again answers 200.',
  roles: ['volunteer'],
  body: claimBody,
  responses: {
    200: json('The certificate was issued before', claim),
    201: json('The certificate was just issued', claim),
  },
  refusals: [
    'NOT_ELIGIBLE',
    'NOT_FOUND',
    'OPPORTUNITY_AMBIGUOUS',
    'ISSUING_HALTED',
    'LEDGER_BUSY',
    'RECORD_ALTERED',
  ],
});

export const getTranscript = route({
  method: 'GET',
  path: '/me/transcript',
  summary: 'Download the transcript of a period',
  description:
    'All approved hours of at most ten years, in Arabic and English. It is no certificate: it has no number, and nothing is kept of it.',
  roles: ['volunteer'],
  query: z.strictObject({
    from: described(z.iso.date(), 'The first day'),
    to: described(z.iso.date(), 'The last day'),
  }),
  responses: { 200: file('PDF/A-3a and PDF/UA-1', 'application/pdf') },
  refusals: ['NOT_FOUND', 'NOT_ELIGIBLE', 'TRANSCRIPT_EMPTY'],
});

export const getDocument = route({
  method: 'GET',
  path: '/certificates/{id}/document',
  summary: 'Download the PDF of a certificate',
  description: 'For its holder, and for coordinators of its issuer.',
  roles: ['volunteer', 'coordinator'],
  journal: 'download_document',
  parameters: { id: certificateId },
  responses: {
    200: json(
      'The link, for clients that ask for JSON: a script can’t follow a redirect to another origin',
      documentLink,
    ),
    302: redirect('To a link that is valid for 60 seconds'),
  },
  refusals: ['NOT_FOUND'],
});

export const getPicture = route({
  method: 'GET',
  path: '/certificates/{id}/picture',
  summary: 'See the first page of a certificate',
  description: 'For its holder, while it is issued or has expired.',
  roles: ['volunteer'],
  parameters: { id: certificateId },
  responses: { 200: file('The picture, 1088 pixels wide', 'image/jpeg') },
  refusals: ['NOT_FOUND'],
});

export const listCertificates = route({
  method: 'GET',
  path: '/certificates',
  summary: 'List certificates, newest first',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'list_certificates',
  query: z.strictObject({
    ...pageFields,
    issuer: issuerFilter,
    from: described(z.optional(date), 'Issued on or after this day of the issuer’s time zone'),
    to: described(z.optional(date), 'Issued on or before this day of the issuer’s time zone'),
  }),
  responses: { 200: json('Certificates in scope', listOf(certificateSummary)) },
  refusals: [],
});

export const searchCertificates = route({
  method: 'POST',
  path: '/certificates/search',
  summary: 'Search certificates by name, ID, opportunity and state',
  description:
    'Finds the certificates of the people whom a search of volunteers by the same text finds, and those whose ID it begins; newest first. A certificate that was issued within the last seconds may be missing.',
  roles: ['coordinator', 'approver', 'auditor'],
  journal: 'search_certificates',
  body: z.strictObject({
    ...searchFields,
    opportunityId: z.optional(opportunityId),
    state: z.optional(certificateState),
  }),
  responses: { 200: json('The certificates found, in scope', foundOf(certificateSummary)) },
  refusals: ['QUERY_INVALID'],
});

export const getCertificate = route({
  method: 'GET',
  path: '/certificates/{id}',
  summary: 'Show a certificate with its evidence and events',
  description:
    'To the issuer’s coordinators, approvers and auditors. To those of a partner whose name it bears, and its administrators, without the notes.',
  roles: ['coordinator', 'administrator', 'approver', 'auditor'],
  journal: 'read_certificate',
  parameters: { id: certificateId },
  responses: { 200: json('The certificate', certificateRecord) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND'],
});

export const previewCertificate = route({
  method: 'GET',
  path: '/volunteers/{id}/preview',
  summary: 'See how a volunteer’s certificate would print',
  description:
    'A picture of the certificate that would be issued now, marked across the page as a preview. It has no ID, and its QR code leads to no certificate.',
  roles: ['coordinator', 'approver'],
  journal: 'preview_certificate',
  parameters: { id: pathId },
  query: z.strictObject({
    issuer: described(identifier, 'The issuer whose volunteer it is'),
    opportunity: described(opportunityId, 'The opportunity'),
  }),
  responses: { 200: file('The picture', 'image/jpeg') },
  refusals: ['NOT_FOUND', 'NOT_ELIGIBLE'],
});

export const getVolunteer = route({
  method: 'GET',
  path: '/volunteers/{id}',
  summary: 'Show a volunteer with the hours and certificates',
  description: 'Every hours entry with who recorded and approved it, and every certificate but erased ones.',
  roles: ['coordinator', 'approver'],
  journal: 'read_volunteer',
  parameters: { id: pathId },
  query: z.strictObject({ issuer: described(identifier, 'The issuer whose volunteer it is') }),
  responses: { 200: json('What the issuer holds of the volunteer', volunteerFile) },
  refusals: ['NOT_FOUND'],
});
