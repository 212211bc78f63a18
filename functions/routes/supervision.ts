import { json, route } from './route.ts';
import { journalEntries, journalQuery } from './schemas/journal.ts';
import { auditEvents, auditQuery, killSwitchBody, killSwitches } from './schemas/supervision.ts';

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
