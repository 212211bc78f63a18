import type { Instant } from '../calendar-date.ts';
import { Refusal } from '../refusal.ts';
import { appendEvent } from './audit-chain.ts';
import type { AuditAction, Certificate, CertificateState, RevocationReason } from './certificate.ts';

/** Who takes a step, when, and what they say about it. */
export interface StepBy {
  readonly at: Instant;
  /** A subject of the identity provider, or `policy` where the issuer's own rule decides. */
  readonly actor: string;
  readonly note?: string | undefined;
}

/** The states from which each step after issue may be taken. */
const FROM = {
  revoked: ['issued', 'suspended'],
  superseded: ['issued'],
  suspended: ['issued'],
  reinstated: ['suspended'],
  erased: ['issued', 'suspended', 'revoked', 'superseded'],
} as const satisfies Partial<Record<AuditAction, readonly CertificateState[]>>;

/** Whether a step after issue may be taken from a state. */
export const isOpenTo = (state: CertificateState, step: keyof typeof FROM): boolean =>
  (FROM[step] as readonly CertificateState[]).includes(state);

/** Withdraws a certificate for good. */
export function revoke(certificate: Certificate, by: StepBy, reasonCode: RevocationReason): Certificate {
  const after = step(certificate, 'revoked', by, { reasonCode });
  const { replacementReserved: _given_up, ...rest } = after;
  return { ...rest, state: 'revoked', suspendedAt: null, revocation: { at: eventTime(after), reasonCode } };
}

/** Stops a certificate from being valid while a dispute is looked into. */
export function suspend(certificate: Certificate, by: StepBy): Certificate {
  const after = step(certificate, 'suspended', by, {});
  return { ...after, state: 'suspended', suspendedAt: eventTime(after) };
}

/** Ends a suspension in the holder's favour. */
export function reinstate(certificate: Certificate, by: StepBy): Certificate {
  return { ...step(certificate, 'reinstated', by, {}), state: 'issued', suspendedAt: null };
}

/** Says which corrected certificate takes this one's place; written together with that one's issue. */
export function supersede(certificate: Certificate, by: StepBy, supersededBy: string): Certificate {
  const { replacementReserved: _settled, ...after } = step(certificate, 'superseded', by, { supersededBy });
  return { ...after, state: 'superseded', supersededBy, supersededAt: eventTime(after) };
}

/** Notes the reservation of a corrected certificate; not a step of the chain, since nothing changes yet. */
export function noteReplacement(certificate: Certificate, replacementId: string): Certificate {
  return { ...certificate, revision: certificate.revision + 1, replacementReserved: replacementId };
}

/**
 * Takes everything personal out of a record and keeps ID, hash and chain. The public answer is then that of an
 * ID that was never issued.
 */
export function erase(certificate: Certificate, by: Omit<StepBy, 'note'>): Certificate {
  const { notes: _notes, replacementReserved: _given_up, ...rest } = certificate;
  return { ...step(rest, 'erased', by, {}), state: 'erased', snapshot: null };
}

/** Ends the reservation of a replacement whose certificate was revoked or erased in the meantime. */
export function abandon(reserved: Certificate, by: StepBy): Certificate {
  if (reserved.state !== 'reserved') throw new Error('Only a reservation can be abandoned');
  return { ...withEvent(reserved, 'erased', by, { cause: 'abandoned' }), state: 'erased', snapshot: null };
}

/** Issues a reserved certificate; for a replacement, whose issue is written with the other's end. */
export function issueReserved(reserved: Certificate, by: StepBy, documentSha256: string): Certificate {
  if (reserved.state !== 'reserved') throw new Error('Only a reservation can be issued');
  return { ...withEvent(reserved, 'issued', by, { documentSha256 }), state: 'issued', documentSha256 };
}

function step(
  certificate: Certificate,
  action: keyof typeof FROM,
  by: StepBy,
  facts: Readonly<Record<string, string>>,
): Certificate {
  const { state } = certificate;
  if (!isOpenTo(state, action))
    throw new Refusal('STATE_CONFLICT', `A certificate that is ${state} can't be ${action}.`, {
      state,
      ...(certificate.supersededBy === null ? {} : { supersededBy: certificate.supersededBy }),
    });
  return withEvent(certificate, action, by, facts);
}

function withEvent(
  certificate: Certificate,
  action: AuditAction,
  { at, actor, note }: StepBy,
  facts: Readonly<Record<string, string>>,
): Certificate {
  const last = certificate.events.at(-1)?.at ?? at;
  // Clocks of two machines differ; a chain's times never run backwards.
  const time = at < last ? last : at;
  return {
    ...certificate,
    revision: certificate.revision + 1,
    events: appendEvent(certificate.events, { at: time, action, actor, facts }),
    ...(note ? { notes: [...(certificate.notes ?? []), { at: time, action, actor, note }] } : {}),
  };
}

const eventTime = (certificate: Certificate): Instant =>
  certificate.events.at(-1)?.at ?? certificate.reservedAt;
