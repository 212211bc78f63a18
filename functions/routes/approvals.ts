import * as z from 'zod/mini';
import { file, json, route } from './route.ts';
import {
  approvalRequest,
  approvalRequestDetails,
  askingBody,
  linkBody,
  linkDecision,
  linkDecisionBody,
  linkSupervisor,
  linkView,
} from './schemas/approval.ts';
import { issuerFilter, listOf, pageFields, pathId } from './schemas/fields.ts';
import { pageQuery as readerQuery } from './schemas/verification.ts';

export const listSupervisors = route({
  method: 'GET',
  path: '/hours/supervisors',
  summary: 'List who approves hours by link',
  description: 'All of them are on one page. Administrators register them (`POST /people/invitations`).',
  roles: ['recorder', 'coordinator'],
  journal: 'list_supervisors',
  query: z.strictObject({ issuer: issuerFilter }),
  responses: { 200: json('Supervisors without an account', listOf(linkSupervisor)) },
  refusals: [],
});

export const askApproval = route({
  method: 'POST',
  path: '/hours/requests',
  summary: 'Ask a registered supervisor to approve hours by a link',
  description:
    'Sends a link to the address that administrators registered. It shows the pending hours of an opportunity, or of an import, shift by shift with the names of who was there, and needs no account. Whoever asks never sees the link.',
  roles: ['recorder', 'coordinator'],
  journal: 'ask_approval',
  body: askingBody,
  responses: { 201: json('The request; the email is handed in', approvalRequest) },
  refusals: [
    'NOT_FOUND',
    'OPPORTUNITY_AMBIGUOUS',
    'APPROVAL_EMPTY',
    'APPROVAL_TOO_LARGE',
    'EMAIL_NOT_SENT',
    'ADDRESS_REFUSED',
  ],
});

export const listApprovalRequests = route({
  method: 'GET',
  path: '/hours/requests',
  summary: 'List requests for an approval by link, newest first',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver', 'auditor'],
  journal: 'list_approval_requests',
  query: z.strictObject({ ...pageFields, issuer: issuerFilter }),
  responses: { 200: json('Requests', listOf(approvalRequest)) },
  refusals: [],
});

export const getApprovalRequest = route({
  method: 'GET',
  path: '/hours/requests/{id}',
  summary: 'Show a request for an approval by link, shift by shift',
  roles: ['recorder', 'supervisor', 'coordinator', 'approver', 'auditor'],
  journal: 'read_approval_request',
  parameters: { id: pathId },
  responses: { 200: json('The request, with its shifts as they are now', approvalRequestDetails) },
  refusals: ['NOT_FOUND'],
});

export const withdrawApprovalRequest = route({
  method: 'POST',
  path: '/hours/requests/{id}/withdrawal',
  summary: 'Withdraw a request for an approval by link',
  description: 'Its link shows nothing from then on. What was decided stays. Asking again changes nothing.',
  roles: ['recorder', 'coordinator', 'administrator'],
  journal: 'withdraw_approval_request',
  parameters: { id: pathId },
  responses: { 200: json('The request, withdrawn', approvalRequest) },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT', 'LEDGER_BUSY'],
});

export const getApprovalPage = route({
  method: 'GET',
  path: '/approve',
  summary: 'The page of a link to approve hours',
  description: 'The same for everybody: what a link shows comes from the routes below.',
  roles: 'public',
  query: readerQuery,
  responses: { 200: file('The page', 'text/html') },
  refusals: [],
});

export const openApprovalLink = route({
  method: 'POST',
  path: '/approvals/open',
  summary: 'Show what a link asks to approve',
  description: 'For whoever holds the link. In the journal as a read by the supervisor to whom it was sent.',
  roles: 'public',
  body: linkBody,
  responses: { 200: json('The shifts, with the names of who was there', linkView) },
  refusals: ['NOT_FOUND', 'LEDGER_BUSY'],
});

export const decideByLink = route({
  method: 'POST',
  path: '/approvals/decision',
  summary: 'Approve or reject shifts by a link',
  description:
    'In the name of the supervisor to whose registered address the link was sent. A shift that was decided before, or changed since it was shown, stays as it is.',
  roles: 'public',
  body: linkDecisionBody,
  responses: { 200: json('What was decided, and what the link shows now', linkDecision) },
  refusals: ['NOT_FOUND', 'TOO_MANY_REQUESTS', 'IMPORT_RUNNING', 'LEDGER_BUSY'],
});
