import { type CertificateFacts, WITHDRAWN_STATES } from './certificate-facts.ts';
import type { Finding } from './finding.ts';

/** Checks that status lists, replacements and audit days agree with the certificates. */
export function* checkWithdrawals(
  certificates: ReadonlyMap<string, CertificateFacts>,
  revokedIndexes: ReadonlySet<string>,
  auditDays: ReadonlySet<string>,
): Generator<Finding> {
  const owners = new Map<string, string>();
  const expectedDays = new Set<string>();
  for (const certificate of certificates.values()) {
    const { certificateId, state, statusIndex } = certificate;
    for (const day of certificate.laterEvents) expectedDays.add(day);
    if (statusIndex !== '') {
      const other = owners.get(statusIndex);
      if (other !== undefined)
        yield {
          rule: 'STATUS_INDEX_SHARED',
          subject: certificateId,
          message: `${other} has the same status index`,
        };
      owners.set(statusIndex, certificateId);
      const isSet = revokedIndexes.has(statusIndex);
      if (WITHDRAWN_STATES.has(state) && !isSet)
        yield {
          rule: 'STATUS_BIT_MISSING',
          subject: certificateId,
          message: `it is ${state}, its status bit is not set`,
        };
      if (!WITHDRAWN_STATES.has(state) && isSet)
        yield {
          rule: 'STATUS_BIT_WRONG',
          subject: certificateId,
          message: `it is ${state}, its status bit is set`,
        };
    }
    yield* checkReplacement(certificate, certificates);
  }
  for (const day of expectedDays)
    if (!auditDays.has(day))
      yield { rule: 'AUDIT_DAY_WRONG', subject: day, message: 'its audit day does not list this event' };
  for (const day of auditDays)
    if (!expectedDays.has(day))
      yield { rule: 'AUDIT_DAY_WRONG', subject: day, message: 'no certificate has this listed event' };
}

/** Checks that a certificate and its replacement name each other and are never both in force. */
function* checkReplacement(
  certificate: CertificateFacts,
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  const { certificateId, state, supersedes, supersededBy } = certificate;
  const findingOf = (message: string): Finding => ({
    rule: 'REPLACEMENT_WRONG',
    subject: certificateId,
    message,
  });
  if (state === 'superseded') {
    const successor = certificates.get(supersededBy);
    if (successor === undefined) yield findingOf('it is superseded by a certificate that does not exist');
    else if (successor.state === 'reserved')
      yield findingOf('it is superseded by a certificate that is not issued');
    else if (successor.state !== 'erased' && successor.supersedes !== certificateId)
      yield findingOf(`${supersededBy} does not name it as the certificate it replaces`);
  }
  if (supersedes !== '' && state !== 'reserved' && state !== 'erased') {
    const predecessor = certificates.get(supersedes);
    if (predecessor === undefined) yield findingOf('it replaces a certificate that does not exist');
    else if (predecessor.state === 'issued' || predecessor.state === 'suspended')
      yield findingOf(`${supersedes}, which it replaces, is still ${predecessor.state}`);
  }
}
