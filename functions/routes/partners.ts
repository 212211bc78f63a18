import * as z from 'zod/mini';
import { json, route } from './route.ts';
import { certificateSummary } from './schemas/certificate.ts';
import { date, described, identifier, listOf, pageFields, pathId } from './schemas/fields.ts';
import { acceptanceBody, partnerReport, partnership, partnershipFields } from './schemas/partner.ts';

const partnerFilter = described(z.optional(identifier), 'One partner of the caller’s scope');

export const listPartnerships = route({
  method: 'GET',
  path: '/partnerships',
  summary: 'List the joint opportunities that name you as a partner',
  description: 'Those that wait for your acceptance, and all others that bear your name, newest first.',
  roles: ['coordinator', 'administrator', 'approver', 'auditor'],
  query: z.strictObject({ ...pageFields, partner: partnerFilter }),
  responses: { 200: json('Joint opportunities by partner', listOf(partnership)) },
  refusals: [],
});

export const acceptPartnership = route({
  method: 'POST',
  path: '/opportunities/{id}/acceptance',
  summary: 'Accept a joint opportunity for a partner',
  description:
    'As it was shown (`termsSha256`): another one is refused as `STATE_CONFLICT`, and after a change of anything but the beneficiaries it needs another acceptance. By a person of the partner’s own, who doesn’t work for the issuer and never has. Until then nobody gets a certificate for it (`PARTNER_NOT_AGREED`).',
  roles: ['administrator', 'approver'],
  journal: 'accept_partnership',
  parameters: { id: pathId },
  body: acceptanceBody,
  responses: { 200: json('The partnership, accepted', partnership) },
  refusals: ['NOT_FOUND', 'SAME_PERSON', 'STATE_CONFLICT'],
});

export const withdrawAcceptance = route({
  method: 'POST',
  path: '/opportunities/{id}/acceptance/withdrawal',
  summary: 'Withdraw a partner’s acceptance for the future',
  description: 'Certificates that were issued stay; each can be suspended. Asking again changes nothing.',
  roles: ['administrator', 'approver'],
  journal: 'withdraw_acceptance',
  parameters: { id: pathId },
  body: z.strictObject(partnershipFields),
  responses: { 200: json('The partnership, withdrawn', partnership) },
  refusals: ['NOT_FOUND'],
});

export const listPartnerCertificates = route({
  method: 'GET',
  path: '/opportunities/{id}/certificates',
  summary: 'List the certificates of a joint opportunity that bear a partner’s name',
  description: 'By volunteer. A page may hold fewer than `limit`.',
  roles: ['coordinator', 'administrator', 'approver', 'auditor'],
  journal: 'list_partner_certificates',
  parameters: { id: pathId },
  query: z.strictObject({
    ...pageFields,
    issuer: described(identifier, 'The issuer of the opportunity'),
    partner: described(identifier, 'The partner, in the caller’s scope'),
  }),
  responses: { 200: json('Certificates', listOf(certificateSummary)) },
  refusals: ['NOT_FOUND'],
});

export const reportPartners = route({
  method: 'GET',
  path: '/partnerships/report',
  summary: 'Report the certificates that bear a partner’s name',
  description:
    'In force, issued in the period. They count in the report of their issuer, and here for each partner; the total has each once.',
  roles: ['coordinator', 'administrator', 'approver', 'auditor'],
  query: z.strictObject({
    from: described(date, 'The first day of issue'),
    to: described(date, 'The last day of issue'),
    partner: partnerFilter,
  }),
  responses: { 200: json('The figures, in all and by partner', partnerReport) },
  refusals: ['NOT_FOUND'],
});
