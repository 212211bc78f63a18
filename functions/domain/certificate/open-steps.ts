import type { AuditAction, CertificateState } from './certificate.ts';

/** The states in which each step after issue is allowed. */
const FROM = {
  revoked: ['issued', 'suspended'],
  superseded: ['issued'],
  suspended: ['issued'],
  reinstated: ['suspended'],
  erased: ['issued', 'suspended', 'revoked', 'superseded'],
} as const satisfies Partial<Record<AuditAction, readonly CertificateState[]>>;

/** A step that can follow the issue of a certificate. */
export type StepAfterIssue = keyof typeof FROM;

/** Returns whether a step after issue is allowed in a state. */
export const isOpenTo = (state: CertificateState, step: StepAfterIssue): boolean =>
  (FROM[step] as readonly CertificateState[]).includes(state);
