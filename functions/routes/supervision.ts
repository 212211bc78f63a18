import * as z from 'zod/mini';
import { ISSUER_ROLES, STAFF_ROLES } from '../domain/staff/roles.ts';
import { file, json, route } from './route.ts';
import { delivery, deliveryCounts, deliveryQuery, sendAgainBody } from './schemas/delivery.ts';
import { certificateId, described, issuerFilter, listOf, pathId } from './schemas/fields.ts';
import { journalEntries, journalQuery } from './schemas/journal.ts';
import {
  invitationBody,
  member,
  namedPerson,
  ownRoles,
  policyApprovalBody,
  policyBody,
  staffPolicy,
  toldMember,
} from './schemas/staff.ts';
import { auditEvents, auditQuery, killSwitchBody, killSwitches } from './schemas/supervision.ts';
import { pageQuery as readerQuery } from './schemas/verification.ts';

export const getConsole = route({
  method: 'GET',
  path: '/console',
  summary: 'The page of an issuer’s people',
  description: 'Everything on it comes from the routes of this API, for whoever signs in.',
  roles: 'public',
  query: readerQuery,
  responses: { 200: file('The page', 'text/html') },
  refusals: [],
});

export const getConsoleSection = route({
  method: 'GET',
  path: '/console/{proxy+}',
  summary: 'A section of the page of an issuer’s people',
  description: 'The same page, which shows what its address names.',
  roles: 'public',
  parameters: { proxy: described(z.string(), 'Section, and what is open in it') },
  query: readerQuery,
  responses: { 200: file('The page', 'text/html') },
  refusals: [],
});

export const haltIssuing = route({
  method: 'POST',
  path: '/issuing/halt',
  summary: 'Halt issuing',
  description:
    'An approver halts the own issuers, or one of them; an operator everyone. Running batches stand still within seconds.',
  roles: ['approver', 'operator'],
  journal: 'halt_issuing',
  body: killSwitchBody,
  responses: { 200: json('The kill switches', killSwitches) },
  refusals: ['NOT_FOUND'],
});

export const resumeIssuing = route({
  method: 'POST',
  path: '/issuing/resume',
  summary: 'Resume issuing',
  description: 'What an operator halted for everyone, only an operator resumes.',
  roles: ['approver', 'operator'],
  journal: 'resume_issuing',
  body: killSwitchBody,
  responses: { 200: json('The kill switches', killSwitches) },
  refusals: ['NOT_FOUND'],
});

export const getIssuingState = route({
  method: 'GET',
  path: '/issuing',
  summary: 'Show whether issuing is halted',
  roles: ['coordinator', 'approver', 'auditor', 'operator'],
  responses: { 200: json('The kill switches', killSwitches) },
  refusals: [],
});

export const haltNotifications = route({
  method: 'POST',
  path: '/notifications/halt',
  summary: 'Halt emails to holders',
  roles: ['approver', 'operator'],
  journal: 'halt_notifications',
  body: killSwitchBody,
  responses: { 200: json('The kill switches', killSwitches) },
  refusals: ['NOT_FOUND'],
});

export const resumeNotifications = route({
  method: 'POST',
  path: '/notifications/resume',
  summary: 'Resume emails to holders',
  roles: ['approver', 'operator'],
  journal: 'resume_notifications',
  body: killSwitchBody,
  responses: { 200: json('The kill switches', killSwitches) },
  refusals: ['NOT_FOUND'],
});

export const listDeliveries = route({
  method: 'GET',
  path: '/deliveries',
  summary: 'List the certificates whose email reached nobody, and why',
  description:
    'Of one issuer, by batch. `bounced`: the address doesn’t exist, or its mailbox took no email; `complained`: its reader reported the email as spam; `nobody`: the ledger has no address.',
  roles: ['coordinator', 'approver'],
  journal: 'list_deliveries',
  query: deliveryQuery,
  responses: { 200: json('With the names of their holders', listOf(delivery)) },
  refusals: [],
});

export const countDeliveries = route({
  method: 'GET',
  path: '/batches/{id}/deliveries',
  summary: 'Count the emails about a batch’s certificates by how far they have come',
  description: 'The sum is the number of certificates whose holders were to be told.',
  roles: ['coordinator', 'approver', 'auditor'],
  parameters: { id: pathId },
  responses: { 200: json('Certificates by the state of their email', deliveryCounts) },
  refusals: ['NOT_FOUND'],
});

export const sendAgain = route({
  method: 'POST',
  path: '/certificates/{id}/email',
  summary: 'Send the email about a certificate again',
  description:
    'Where it bounced, was complained about, or there was no address: to the address that the ledger has by now, or to the first one of a volunteer who has none, which the ledger gets. Another address is imported, and counts once a second person has released the import; after a complaint it is needed.',
  roles: ['coordinator'],
  journal: 'send_again',
  parameters: { id: certificateId },
  body: sendAgainBody,
  responses: { 202: json('The delivery, which waits to be sent', delivery) },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'NOT_FOUND', 'STATE_CONFLICT', 'IMPORT_RUNNING', 'LEDGER_BUSY'],
});

export const getNotificationState = route({
  method: 'GET',
  path: '/notifications',
  summary: 'Show whether emails to holders are halted',
  roles: ['coordinator', 'approver', 'auditor', 'operator'],
  responses: { 200: json('The kill switches', killSwitches) },
  refusals: [],
});

export const listAuditEvents = route({
  method: 'GET',
  path: '/audit',
  summary: 'List audit events',
  description:
    'Of one certificate (`certificateId`), of a day’s steps after issue (`day`), or of the certificates reserved in a period, newest first.',
  roles: ['auditor'],
  journal: 'read_audit',
  query: auditQuery,
  responses: { 200: json('The events', auditEvents) },
  refusals: ['NOT_FOUND'],
});

export const listJournal = route({
  method: 'GET',
  path: '/journal',
  summary: 'List a day’s privileged acts and reads',
  description:
    'Of the caller’s issuers, newest first; a page may be shorter than `limit`. Each act has two entries, one before it and one with its outcome.',
  roles: ['auditor'],
  journal: 'read_journal',
  query: journalQuery,
  responses: { 200: json('The entries, each with its position in its chain of hashes', journalEntries) },
  refusals: [],
});

const issuerQuery = z.strictObject({ issuer: issuerFilter });

export const listPeople = route({
  method: 'GET',
  path: '/people',
  summary: 'List who works for the issuers, and in which roles',
  description: 'All of them are on one page, with the invitations that wait for a second person.',
  roles: ['administrator', 'auditor', 'operator'],
  journal: 'list_people',
  query: issuerQuery,
  responses: { 200: json('People and invitations', listOf(member)) },
  refusals: [],
});

export const getOwnRoles = route({
  method: 'GET',
  path: '/people/me',
  summary: 'Show which roles the caller has, and for which issuers',
  description: 'What decides, at each route, which of them the caller may call.',
  roles: STAFF_ROLES,
  responses: { 200: json('The caller’s roles', ownRoles) },
  refusals: [],
});

export const listNamesOfPeople = route({
  method: 'GET',
  path: '/people/names',
  summary: 'List the names of colleagues',
  description:
    'By the subjects that records name: whoever works or has worked for one of the caller’s issuers. Who approves by link is named by the ID of the person.',
  roles: ISSUER_ROLES,
  query: issuerQuery,
  responses: { 200: json('The names, each once', listOf(namedPerson)) },
  refusals: [],
});

export const invitePerson = route({
  method: 'POST',
  path: '/people/invitations',
  summary: 'Give a person roles for an issuer',
  description:
    'The roles `supervisor`, `approver` and `administrator` wait for a second person. An administrator can be neither `supervisor` nor `approver`. An address works in one way for an issuer, for good: with an account, or `byLink`.',
  roles: ['administrator'],
  journal: 'invite_person',
  body: invitationBody,
  responses: {
    201: json('The person has the roles, and an email says so', toldMember),
    202: json('The invitation waits for a second person', toldMember),
  },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const approveInvitation = route({
  method: 'POST',
  path: '/people/invitations/{id}/approval',
  summary: 'Approve an invitation as the second person',
  description: 'Another administrator than the one who invited, or an operator where there is one only.',
  roles: ['administrator', 'operator'],
  journal: 'approve_invitation',
  parameters: { id: pathId },
  responses: { 200: json('The person has the roles, and an email says so', toldMember) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'SAME_PERSON', 'LEDGER_BUSY'],
});

export const removePerson = route({
  method: 'POST',
  path: '/people/{id}/removal',
  summary: 'Take all roles from a person, or drop an invitation',
  roles: ['administrator'],
  journal: 'remove_person',
  parameters: { id: pathId },
  responses: { 200: json('As it was', member) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const getPolicies = route({
  method: 'GET',
  path: '/policy',
  summary: 'Show the issuers’ policies on who may act on the same thing',
  roles: ['administrator', 'coordinator', 'supervisor', 'approver', 'auditor', 'operator'],
  query: issuerQuery,
  responses: { 200: json('A policy of each issuer in scope', listOf(staffPolicy)) },
  refusals: [],
});

export const proposePolicy = route({
  method: 'POST',
  path: '/policy',
  summary: 'Ask for another policy',
  description: 'It waits for a second person, and takes the place of a change that waits.',
  roles: ['administrator'],
  journal: 'propose_policy',
  body: policyBody,
  responses: { 202: json('The policy, with the change that waits', staffPolicy) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const approvePolicy = route({
  method: 'POST',
  path: '/policy/approval',
  summary: 'Approve the change of a policy as the second person',
  description: 'Another administrator than the one who asked for it, or an operator where there is one only.',
  roles: ['administrator', 'operator'],
  journal: 'approve_policy',
  body: policyApprovalBody,
  responses: { 200: json('The new policy', staffPolicy) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'SAME_PERSON', 'LEDGER_BUSY'],
});
