import * as z from 'zod/mini';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { StepRequest } from '../../workflows/lifecycle/change-certificate.ts';
import { type Answer, type ApiEvent, json, pathParameter } from './api.ts';
import { callerOf, hasIssuer, requireRole } from './caller.ts';

/** A coordinator's own words, kept with the step. */
export const noteField = { note: z.optional(z.string().check(z.trim(), z.maxLength(1000))) };

/** A name as it is to be, in one or both scripts. */
export const nameFields = {
  nameAr: z.optional(z.string().check(z.minLength(1), z.maxLength(400))),
  nameEn: z.optional(z.string().check(z.minLength(1), z.maxLength(400))),
};

/** The certificate ID in the path; a slip in it is said as such. */
export function certificateIdOf(event: ApiEvent): string {
  const read = parseCertificateId(pathParameter(event, 'id'));
  if (!read.ok)
    throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is not a certificate ID.', { rule: read.rule });
  return read.certificateId;
}

/** A step asked for by a coordinator or approver, on certificates of their issuers. */
export function stepRequestOf(event: ApiEvent, note?: string | undefined): StepRequest {
  const caller = callerOf(event);
  requireRole(caller, 'coordinator', 'approver');
  return {
    certificateId: certificateIdOf(event),
    actor: caller.subject,
    note,
    canModify: ({ issuerId }) => hasIssuer(caller, issuerId),
  };
}

/** The certificate after a step. */
export const certificateAnswer = (statusCode: number, certificate: Certificate): Answer =>
  json(statusCode, certificateSummary(certificate));
