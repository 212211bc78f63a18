import { randomBytes } from 'node:crypto';
import type { ApprovalRequest } from '../../domain/approval/approval-request.ts';
import { dayIn } from '../../domain/calendar-date.ts';
import type { Import } from '../../domain/import/import.ts';
import { issuerOf } from '../../domain/issuer.ts';
import type { JournalAct } from '../../domain/journal-act.ts';
import type { ApprovalRequests } from '../../domain/ports/supervision/approval-requests.ts';
import { recordHash } from '../../domain/record-hash.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Language } from '../../domain/wording/language.ts';
import { applicationShell, shellHeaders } from '../../pages/application-shell.ts';
import { APPROVE_WORDS } from '../../pages/approve/words.ts';
import { readAssets } from '../../pages/assets.ts';
import { chooseLanguage } from '../../pages/language.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import { approvalRequestEmail, loadStaffEmailWording } from '../../pages/staff-email.ts';
import * as approvals from '../../routes/approvals.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { type ApiEvent, answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { journaled } from '../../runtime/http/journaled.ts';
import { logFault } from '../../runtime/log.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, s3Client, sesClient } from '../../storage/clients.ts';
import { DynamoImportRegister } from '../../storage/dynamo/dynamo-import-register.ts';
import { DynamoApprovalRequests } from '../../storage/dynamo/supervision/dynamo-approval-requests.ts';
import { DynamoStaffRegisters } from '../../storage/dynamo/supervision/dynamo-staff-registers.ts';
import { S3ImportJournal } from '../../storage/s3/s3-import-journal.ts';
import { SesMailer } from '../../storage/ses-mailer.ts';
import { findOpportunity } from '../../workflows/find-opportunity.ts';
import { type AskingDeps, askApproval } from '../../workflows/ledger/approvals/ask-approval.ts';
import {
  decideByLink,
  openLink,
  requestOfLink,
  withdrawRequest,
} from '../../workflows/ledger/approvals/decide-by-link.ts';
import { viewOf } from '../../workflows/ledger/approvals/request-view.ts';
import { changesKeptUntil } from '../../workflows/ledger/request-import-job.ts';
import { linkViewOf, requestDetails, requestSummary } from './approval-answers.ts';

const { TABLE_NAME, BUCKET_NAME, PUBLIC_BASE_URL, MAIL_FROM, MAIL_CONFIGURATION } = readEnvironment(
  'TABLE_NAME',
  'BUCKET_NAME',
  'PUBLIC_BASE_URL',
  'MAIL_FROM',
  'MAIL_CONFIGURATION',
);
const dynamo = dynamoClient(PEOPLE);
const wording = loadStaffEmailWording(templatesDirectory());
const imports = new DynamoImportRegister(dynamo, TABLE_NAME);
const ledger = wireLedger();
const emailFor: AskingDeps['emailFor'] = (asked, { name, email }, titles, token) => {
  const { issuerId, entries, validUntil, requestId } = asked;
  const issuer = issuerOf(ledger.issuers, issuerId);
  const until = dayIn(issuer.timeZone, validUntil);
  const about = { name, email, titles, shifts: entries.length, until, reference: requestId };
  return approvalRequestEmail(about, issuer, `${PUBLIC_BASE_URL}/approve#${token}`, wording);
};
const deps = {
  ...ledger,
  staff: new DynamoStaffRegisters(dynamo, TABLE_NAME),
  requests: new DynamoApprovalRequests(dynamo, TABLE_NAME) as ApprovalRequests,
  changes: new S3ImportJournal(s3Client(PEOPLE), BUCKET_NAME),
  mailer: new SesMailer(sesClient(PEOPLE), MAIL_FROM, MAIL_CONFIGURATION),
  emailFor,
  randomSecret: () => randomBytes(24).toString('base64url'),
  reportFault: (fault: unknown) => logFault('approval.email', fault),
};
const journal = wireJournal();

const assets = readAssets(`${templatesDirectory()}/assets`);
const shellIn = (language: Language) =>
  applicationShell({
    name: 'approve',
    assets,
    language,
    texts: APPROVE_WORDS[language],
    signInIssuer: '',
    signInClientId: '',
  });
const shells = { ar: shellIn('ar'), en: shellIn('en') };

export const handler = apiHandler<'ledger/approvals'>(journal, [
  implement(approvals.listSupervisors, async ({ caller, query }) => {
    const registers = await deps.staff.find(issuersInScope(caller, deps.issuers.keys(), query.issuer));
    const items = registers.flatMap(({ issuerId, people }) =>
      people.flatMap(({ personId, name, byLink }) => (byLink ? [{ id: personId, issuerId, name }] : [])),
    );
    return answer(200, { items, cursor: null });
  }),
  implement(approvals.askApproval, async ({ caller, body }) => {
    const { supervisorId, from, to, days } = body;
    const { issuerId, ...selected } =
      'importId' in body ? await importFor(body, caller) : await opportunityFor(body, caller);
    const asking = { issuerId, supervisorId, days, by: caller.subject, selection: { ...selected, from, to } };
    return answer(201, await summaryOf(await askApproval(asking, noting(caller))));
  }),
  implement(approvals.listApprovalRequests, async ({ caller, query }) => {
    const issuerIds = issuersInScope(caller, deps.issuers.keys(), query.issuer);
    if (issuerIds.length === 0) return answer(200, { items: [], cursor: null });
    const page = await deps.requests.list(issuerIds, query);
    const registers = await deps.staff.find(issuerIds);
    const items = page.items.map((request) => requestSummary(request, registers, deps.now()));
    return answer(200, { items, cursor: page.cursor });
  }),
  implement(approvals.getApprovalRequest, async ({ caller, path }) => {
    const request = await requestFor(path.id, caller);
    return answer(200, requestDetails(await summaryOf(request), await viewOf(request, deps)));
  }),
  implement(approvals.withdrawApprovalRequest, async ({ caller, path }) => {
    const request = await requestFor(path.id, caller);
    return answer(200, await summaryOf(await withdrawRequest(request, caller.subject, noting(caller))));
  }),
  implement(approvals.getApprovalPage, async ({ query, event }) => {
    const language = chooseLanguage(query.lang, event.headers['accept-language']);
    return { ...pageAnswer(200, language, shells[language], shellHeaders([])), statusCode: 200 };
  }),
  implement(approvals.openApprovalLink, async ({ body: { token }, event }) => {
    const request = await requestOfLink(token, deps);
    return asSupervisor({ act: 'open_approval_link', request, event }, async (noted) =>
      answer(200, linkViewOf(await openLink(request, noted), deps.issuers)),
    );
  }),
  implement(approvals.decideByLink, async ({ body: { token, ...decision }, event }) => {
    if (decision.decision === 'rejected' && decision.reason === '')
      throw new Refusal('BODY_INVALID', 'A rejection needs a reason.', { field: 'reason' });
    const request = await requestOfLink(token, deps);
    const act = { act: 'decide_by_link', request, event, decision: decision.decision } as const;
    return asSupervisor(act, async (noted, caller) => {
      const { view, outcome } = await decideByLink(request, decision, noted);
      const { entriesSum, ...counts } = outcome;
      caller.written.set('decided', String(counts.decided)).set('entriesSum', entriesSum);
      return answer(200, { ...counts, link: linkViewOf(view, deps.issuers) });
    });
  }),
]);

/** Runs what somebody does with a link as an act of the supervisor to whom it was sent. */
function asSupervisor<A extends object>(
  {
    act,
    request: { issuerId, supervisorId, requestId },
    event,
    ...body
  }: {
    readonly act: JournalAct;
    readonly request: ApprovalRequest;
    readonly event: ApiEvent;
    readonly decision?: string;
  },
  handle: (noted: typeof deps, caller: Caller) => Promise<A>,
): Promise<A> {
  const caller: Caller = {
    subject: supervisorId,
    identities: [],
    grants: [],
    issuerIds: [issuerId],
    reached: new Set([issuerId]),
    written: new Map(),
  };
  const request = { act, caller, event, path: { id: requestId }, query: {}, body };
  return journaled(request, () => handle(noting(caller), caller), journal);
}

/** Returns the dependencies of somebody's act, which note for the journal each request that it writes. */
function noting({ written }: Caller): typeof deps {
  const { requests } = deps;
  return {
    ...deps,
    requests: {
      find: (requestId) => requests.find(requestId),
      list: (issuerIds, page) => requests.list(issuerIds, page),
      put: async (request) => {
        const isPut = await requests.put(request);
        if (isPut) written.set('id', request.requestId).set('approvalSha256', recordHash(request));
        return isPut;
      },
    },
  };
}

async function summaryOf(request: ApprovalRequest) {
  return requestSummary(request, await deps.staff.find([request.issuerId]), deps.now());
}

/** @throws Refusal NOT_FOUND for one that isn't of the caller's issuers */
async function requestFor(requestId: string, caller: Caller): Promise<ApprovalRequest> {
  const request = await deps.requests.find(requestId);
  if (request === undefined || !hasIssuer(caller, request.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
  return request;
}

async function opportunityFor(
  body: { readonly opportunityId: string; readonly issuerId?: string | undefined },
  caller: Caller,
) {
  const inScope = issuersInScope(caller, deps.issuers.keys(), body.issuerId);
  const opportunity = await findOpportunity(body.opportunityId, inScope, deps.catalogue);
  if (opportunity === undefined)
    throw new Refusal('NOT_FOUND', 'There is no such opportunity in your scope.');
  const { issuerId, opportunityId } = opportunity;
  return { issuerId, opportunityId };
}

/** States in which the hours of an import are recorded. */
const RECORDED: readonly Import['state'][] = ['imported', 'releasing', 'released'];

async function importFor(
  body: { readonly importId: string; readonly issuerId?: string | undefined },
  caller: Caller,
) {
  const record = await imports.find(body.importId);
  if (record === undefined || !record.issuerIds.every((issuerId) => hasIssuer(caller, issuerId)))
    throw new Refusal('NOT_FOUND', 'There is no such import in your scope.');
  const [issuerId, ...others] = record.issuerIds.filter((one) => one === (body.issuerId ?? one));
  if (issuerId === undefined) throw new Refusal('NOT_FOUND', 'The import is not for this issuer.');
  if (others.length > 0)
    throw new Refusal('BODY_INVALID', 'The import is for several issuers; name one as issuerId.', {
      field: 'issuerId',
    });
  if (!RECORDED.includes(record.state) || deps.now() > changesKeptUntil(record))
    throw new Refusal('APPROVAL_EMPTY', 'No hours of this import can be asked for; ask by opportunity.');
  return { issuerId, record };
}
