import * as batches from './batches.ts';
import * as issuing from './issuing.ts';
import * as ledger from './ledger.ts';
import * as lifecycle from './lifecycle.ts';
import * as proofs from './proofs.ts';
import * as reports from './reports.ts';
import type { Route } from './route.ts';
import * as supervision from './supervision.ts';
import * as verification from './verification.ts';

/** The routes by the words of the system, each under its name. */
export const ROUTES = {
  ledger,
  issuing,
  batches,
  lifecycle,
  verification,
  proofs,
  reports,
  supervision,
} as const satisfies Record<string, Readonly<Record<string, Route>>>;

/** Every route under the Lambda that implements it, `functions/handlers/<name>.ts`. */
export const ROUTES_OF_HANDLER = {
  'ledger/directory': [ledger.listIssuers, ledger.listVolunteers],
  'ledger/imports': [ledger.requestImport, ledger.getImport, ledger.downloadImportProblems],
  'ledger/opportunities': [ledger.putOpportunity, ledger.listOpportunities],
  'ledger/hours': [ledger.decideHours],
  'issuing/me': [issuing.getProgress, issuing.listOwnCertificates],
  'issuing/transcript': [issuing.getTranscript],
  'issuing/claims': [issuing.claimCertificate],
  'issuing/documents': [issuing.getDocument],
  'issuing/certificates': [issuing.listCertificates, issuing.getCertificate],
  'batches/batches': [
    batches.createBatch,
    batches.listBatches,
    batches.getBatch,
    batches.listBatchItems,
    batches.getBatchArchive,
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
    verification.verifyMany,
    verification.verifyCertificate,
    verification.headVerification,
    verification.preflightVerification,
    verification.getQrAddress,
    verification.headQrAddress,
    verification.getMatchAddress,
    verification.matchName,
  ],
  'verification/assets': [verification.getAsset],
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
  ],
} as const satisfies Record<string, readonly Route[]>;

export type HandlerName = keyof typeof ROUTES_OF_HANDLER;

/** Every route of the API. */
export const ROUTE_TABLE: readonly Route[] = Object.values(ROUTES_OF_HANDLER).flat();
