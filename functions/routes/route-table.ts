import * as approvals from './approvals.ts';
import * as batches from './batches.ts';
import * as issuers from './issuers.ts';
import * as issuing from './issuing.ts';
import * as ledger from './ledger.ts';
import * as lifecycle from './lifecycle.ts';
import * as links from './links.ts';
import * as names from './names.ts';
import * as partners from './partners.ts';
import * as proofs from './proofs.ts';
import * as reports from './reports.ts';
import type { Route } from './route.ts';
import * as supervision from './supervision.ts';
import * as verification from './verification.ts';

/** The routes by the words of the system, each under its name. */
export const ROUTES = {
  ledger: { ...issuers, ...ledger, ...approvals, ...partners, ...names },
  issuing: { ...issuing, ...links },
  batches,
  lifecycle,
  verification,
  proofs,
  reports,
  supervision,
} as const satisfies Record<string, Readonly<Record<string, Route>>>;

export type Word = keyof typeof ROUTES;

/** What the routes of each word are about. */
export const WORDS: Readonly<Record<Word, string>> = {
  ledger: 'Opportunities and their partners, volunteers, hours, imports',
  issuing: 'Claiming certificates, and seeing them',
  batches: 'Issuing many certificates at once',
  lifecycle: 'Revoking, suspending, replacing and erasing certificates',
  verification: 'Public answers about certificate IDs',
  proofs: 'What others need to check signatures by themselves',
  reports: 'Figures of a period',
  supervision: 'People and policies, the kill switches, the audit events and the journal',
};

/** Every route under the Lambda that implements it, `functions/handlers/<name>.ts`. */
export const ROUTES_OF_HANDLER = {
  'ledger/directory': [issuers.listIssuers, ledger.listVolunteers, ledger.searchVolunteers],
  'ledger/imports': [
    ledger.requestImport,
    ledger.listImports,
    ledger.getImport,
    ledger.downloadImportProblems,
    ledger.releaseImport,
    ledger.takeBackRelease,
    ledger.withdrawImport,
  ],
  'ledger/opportunities': [ledger.putOpportunity, ledger.listOpportunities],
  'ledger/hours': [ledger.listPendingHours, ledger.listPendingOpportunities, ledger.decideHours],
  'ledger/approvals': [
    approvals.listSupervisors,
    approvals.askApproval,
    approvals.listApprovalRequests,
    approvals.getApprovalRequest,
    approvals.withdrawApprovalRequest,
    approvals.getApprovalPage,
    approvals.openApprovalLink,
    approvals.decideByLink,
  ],
  'issuing/application-pages': [
    issuing.getMyPage,
    supervision.getConsole,
    supervision.getConsoleSection,
    issuing.getSignIn,
  ],
  'ledger/partners': [
    partners.listPartnerships,
    partners.reportPartners,
    partners.acceptPartnership,
    partners.withdrawAcceptance,
    partners.listPartnerCertificates,
  ],
  'issuing/me': [
    issuing.getProgress,
    issuing.listOwnCertificates,
    issuing.listOwnHours,
    issuing.listOwnCorrections,
  ],
  'ledger/names': [names.confirmName, names.requestName, names.listNameRequests, names.decideNameRequest],
  'issuing/transcript': [issuing.getTranscript],
  'issuing/previews': [issuing.previewCertificate, issuing.getPicture],
  'issuing/claims': [issuing.claimCertificate],
  'issuing/documents': [issuing.getDocument],
  'issuing/links': [
    links.openLink,
    links.downloadByLink,
    links.pictureByLink,
    links.chooseLanguageByLink,
    links.chooseOwnLanguage,
    links.requestLinkEmail,
  ],
  'issuing/certificates': [
    issuing.listCertificates,
    issuing.searchCertificates,
    issuing.getCertificate,
    issuing.getVolunteer,
  ],
  'batches/batches': [
    batches.createBatch,
    batches.listBatches,
    batches.getBatch,
    batches.listBatchItems,
    batches.getBatchArchive,
    batches.getBatchPrintRun,
    batches.getBatchReport,
    batches.pauseBatch,
    batches.resumeBatch,
    batches.cancelBatch,
    batches.retryBatch,
    batches.approveBatch,
  ],
  'lifecycle/lifecycle': [
    lifecycle.revokeCertificate,
    lifecycle.suspendCertificate,
    lifecycle.reinstateCertificate,
    lifecycle.eraseCertificate,
    lifecycle.handOutLink,
    lifecycle.withdrawLinks,
  ],
  'lifecycle/corrections': [
    lifecycle.replaceCertificate,
    lifecycle.requestCorrection,
    lifecycle.listCertificateCorrections,
    lifecycle.listCorrections,
    lifecycle.decideCorrection,
  ],
  'verification/verification': [
    verification.getVerificationForm,
    verification.headVerificationForm,
    verification.verifyCertificate,
    verification.headVerification,
    verification.preflightVerification,
    verification.getQrAddress,
    verification.headQrAddress,
    verification.getMatchAddress,
    verification.matchName,
  ],
  'verification/lists': [
    verification.getListPage,
    verification.headListPage,
    verification.verifyListForm,
    verification.verifyMany,
  ],
  'verification/pages': [
    verification.getHome,
    verification.headHome,
    verification.getAsset,
    verification.getFavicon,
    verification.getRobots,
    // Last: it takes every address that is left.
    verification.getOtherAddress,
    verification.headOtherAddress,
  ],
  'proofs/credential': [proofs.getCredential],
  'proofs/public-proofs': [
    proofs.getKeySet,
    proofs.getIssuerProfile,
    proofs.getStatusList,
    proofs.getHealth,
    proofs.getOpenApi,
  ],
  'reports/reports': [reports.getReport],
  'supervision/oversight': [
    supervision.haltIssuing,
    supervision.resumeIssuing,
    supervision.getIssuingState,
    supervision.haltNotifications,
    supervision.resumeNotifications,
    supervision.getNotificationState,
    supervision.listAuditEvents,
    supervision.listJournal,
  ],
  'supervision/deliveries': [supervision.listDeliveries, supervision.countDeliveries, supervision.sendAgain],
  'supervision/people': [
    supervision.listPeople,
    supervision.getOwnRoles,
    supervision.listNamesOfPeople,
    supervision.invitePerson,
    supervision.approveInvitation,
    supervision.removePerson,
    supervision.getPolicies,
    supervision.proposePolicy,
    supervision.approvePolicy,
  ],
} as const satisfies Record<string, readonly Route[]>;

/** A Lambda that implements routes. */
export type HandlerName = keyof typeof ROUTES_OF_HANDLER;

/** Every route of the API. */
export const ROUTE_TABLE: readonly Route[] = Object.values(ROUTES_OF_HANDLER).flat();

/** The routes of one word with their names, in the order of the table. */
export function routesOf(word: Word): readonly (readonly [name: string, route: Route])[] {
  const names = new Map(Object.entries<Route>(ROUTES[word]).map(([name, route]) => [route, name]));
  return ROUTE_TABLE.flatMap((route) => {
    const name = names.get(route);
    return name === undefined ? [] : [[name, route] as const];
  });
}
