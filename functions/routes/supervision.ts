import { json, route } from './route.ts';
import { auditEvents, auditQuery, killSwitch } from './schemas/supervision.ts';

export const haltIssuing = route({
  method: 'POST',
  path: '/issuing/halt',
  summary: 'Halt all issuing',
  description: 'Running batches stand still within seconds.',
  roles: ['approver', 'operator'],
  responses: { 200: json('The kill switch', killSwitch) },
  refusals: [],
});

export const resumeIssuing = route({
  method: 'POST',
  path: '/issuing/resume',
  summary: 'Resume issuing',
  roles: ['approver', 'operator'],
  responses: { 200: json('The kill switch', killSwitch) },
  refusals: [],
});

export const getIssuingState = route({
  method: 'GET',
  path: '/issuing',
  summary: 'Show whether issuing is halted',
  roles: ['coordinator', 'approver', 'auditor', 'operator'],
  responses: { 200: json('The kill switch', killSwitch) },
  refusals: [],
});

export const haltNotifications = route({
  method: 'POST',
  path: '/notifications/halt',
  summary: 'Halt all emails to holders',
  roles: ['approver', 'operator'],
  responses: { 200: json('The kill switch', killSwitch) },
  refusals: [],
});

export const resumeNotifications = route({
  method: 'POST',
  path: '/notifications/resume',
  summary: 'Resume emails to holders',
  roles: ['approver', 'operator'],
  responses: { 200: json('The kill switch', killSwitch) },
  refusals: [],
});

export const getNotificationState = route({
  method: 'GET',
  path: '/notifications',
  summary: 'Show whether emails to holders are halted',
  roles: ['coordinator', 'approver', 'auditor', 'operator'],
  responses: { 200: json('The kill switch', killSwitch) },
  refusals: [],
});

export const listAuditEvents = route({
  method: 'GET',
  path: '/audit',
  summary: 'List audit events',
  description:
    'Of one certificate (`certificateId`), of a day’s steps after issue (`day`), or of the certificates reserved in a period, newest first.',
  roles: ['auditor'],
  query: auditQuery,
  responses: { 200: json('The events', auditEvents) },
  refusals: ['NOT_FOUND'],
});
