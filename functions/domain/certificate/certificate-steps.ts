import type { Instant } from '../calendar-date.ts';
import { Refusal } from '../refusal.ts';
import { appendEvent } from './audit-chain.ts';
import type { AuditAction, Certificate, RevocationReason } from './certificate.ts';
import { isOpenTo, type StepAfterIssue } from './open-steps.ts';

/** Who takes a step, when, and with which note. */
export interface StepBy {
  readonly at: Instant;
  /** A subject of the identity provider, or `policy` where a rule of the issuer decides. */
  readonly actor: string;
  readonly note?: string | undefined;
}

/**
 * Revokes a certificate for good.
 *
 * @throws Refusal STATE_CONFLICT unless it is issued or suspended.
 */
export function revoke(certificate: Certificate, by: StepBy, reasonCode: RevocationReason): Certificate {
  const after = step(certificate, 'revoked', by, { reasonCode });
  const { replacementReserved: _given_up, ...rest } = after;
  return { ...rest, state: 'revoked', suspendedAt: null, revocation: { at: eventTime(after), reasonCode } };
}

/**
 * Suspends a certificate during a dispute.
 *
 * @param partnerId The partner whose person suspends it, because it bears the partner's name.
 * @throws Refusal STATE_CONFLICT unless it is issued.
 */
export function suspend(certificate: Certificate, by: StepBy, partnerId?: string): Certificate {
  const after = step(certificate, 'suspended', by, partnerId === undefined ? {} : { partnerId });
  return { ...after, state: 'suspended', suspendedAt: eventTime(after) };
}

/**
 * Ends a suspension: the certificate is valid again. What a partner suspended, the same partner reinstates.
 *
 * @param partnerId The partner whose person reinstates it.
 * @throws Refusal STATE_CONFLICT unless it is suspended, and by the same side.
 */
export function reinstate(certificate: Certificate, by: StepBy, partnerId?: string): Certificate {
  const suspendedBy = certificate.events.findLast(({ action }) => action === 'suspended')?.facts.partnerId;
  if (certificate.state === 'suspended' && suspendedBy !== partnerId)
    throw new Refusal(
      'STATE_CONFLICT',
      'Another entity on this certificate suspended it, and reinstates it.',
      {
        state: certificate.state,
        suspendedBy: suspendedBy ?? certificate.issuerId,
      },
    );
  return { ...step(certificate, 'reinstated', by, {}), state: 'issued', suspendedAt: null };
}

/**
 * Supersedes a certificate by its corrected replacement; written in the transaction that issues the replacement.
 *
 * @throws Refusal STATE_CONFLICT unless it is issued.
 */
export function supersede(certificate: Certificate, by: StepBy, supersededBy: string): Certificate {
  const { replacementReserved: _settled, ...after } = step(certificate, 'superseded', by, { supersededBy });
  return { ...after, state: 'superseded', supersededBy, supersededAt: eventTime(after) };
}

/** Notes the reserved replacement on a certificate. Adds no event: the certificate itself doesn't change yet. */
export function noteReplacement(certificate: Certificate, replacementId: string): Certificate {
  return { ...certificate, revision: certificate.revision + 1, replacementReserved: replacementId };
}

/**
 * Erases the personal data of a certificate: snapshot and notes. ID, document hash and chain stay. Verification then
 * answers as for an ID that was never issued.
 *
 * @throws Refusal STATE_CONFLICT if it is reserved or erased.
 */
export function erase(certificate: Certificate, by: Omit<StepBy, 'note'>): Certificate {
  const { notes: _notes, replacementReserved: _given_up, ...rest } = certificate;
  return { ...step(rest, 'erased', by, {}), state: 'erased', snapshot: null };
}

/** Ends the reservation of a replacement whose original was revoked or erased in the meantime. */
export function abandon(reserved: Certificate, by: StepBy): Certificate {
  if (reserved.state !== 'reserved') throw new Error('Only a reservation can be abandoned');
  return { ...withEvent(reserved, 'erased', by, { cause: 'abandoned' }), state: 'erased', snapshot: null };
}

/** Issues a reserved replacement; written in the transaction that supersedes the original. */
export function issueReserved(reserved: Certificate, by: StepBy, documentSha256: string): Certificate {
  if (reserved.state !== 'reserved') throw new Error('Only a reservation can be issued');
  return { ...withEvent(reserved, 'issued', by, { documentSha256 }), state: 'issued', documentSha256 };
}

function step(
  certificate: Certificate,
  action: StepAfterIssue,
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

/** Appends an event, and the note if there is one, and raises the revision. */
function withEvent(
  certificate: Certificate,
  action: AuditAction,
  { at, actor, note }: StepBy,
  facts: Readonly<Record<string, string>>,
): Certificate {
  const last = certificate.events.at(-1)?.at ?? at;
  // Clocks differ between machines; times in a chain must never decrease.
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
