import type { CertificateFacts } from './certificate-facts.ts';
import type { Finding } from './finding.ts';
import { listOf, type TableItem, text } from './table-contents.ts';

/** How far the email about a certificate has come. */
export interface DeliveryFacts {
  readonly state: string;
  /** `issuerId|volunteerId|batchId`: whose certificate it says it is. */
  readonly subject: string;
  readonly at: string;
  /** Empty where the person was reached, or may still be. */
  readonly reason: string;
  readonly attempt: number;
  /** The certificates that its email is about, this one first; empty where it is about this one alone. */
  readonly digest: readonly string[];
  /** The certificate by which the mail service reports of the email; empty where it is this one. */
  readonly reference: string;
}

/** Reads a `DELIVERY` item. */
export const deliveryFacts = (item: TableItem): DeliveryFacts => ({
  state: text(item, 'state'),
  subject: [text(item, 'issuerId'), text(item, 'volunteerId'), text(item, 'batchId')].join('|'),
  at: text(item, 'at'),
  reason: text(item, 'reason'),
  attempt: Number(item.attempt),
  digest: listOf(item, 'digest').map(String),
  reference: text(item, 'reference'),
});

/** The states of a delivery, and why it may have come to each. */
const REASONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['waiting', ['']],
  ['handed_in', ['']],
  ['delivered', ['']],
  ['bounced', ['NO_MAILBOX', 'NOT_NOW', 'REFUSED', 'SUPPRESSED']],
  ['complained', ['MARKED_AS_SPAM']],
  ['nobody', ['NO_ADDRESS']],
]);

/**
 * Checks that each certificate whose holder was to be told of it is in exactly one state of delivery, so that their sum is
 * the number of these certificates: what the outbox holds has not been told, what it doesn't hold has a delivery that says
 * how it ended, and no delivery is about anything else.
 */
export function* checkDeliveries(
  certificates: ReadonlyMap<string, CertificateFacts>,
  deliveries: ReadonlyMap<string, DeliveryFacts>,
): Generator<Finding> {
  for (const certificate of certificates.values()) {
    const delivery = deliveries.get(certificate.certificateId);
    for (const message of faultsOf(certificate, delivery, certificates))
      yield { rule: 'DELIVERY_WRONG', subject: certificate.certificateId, message };
  }
  for (const certificateId of deliveries.keys())
    if (!certificates.has(certificateId))
      yield {
        rule: 'DELIVERY_WRONG',
        subject: certificateId,
        message: 'an email was sent about it, and it does not exist',
      };
}

function* faultsOf(
  certificate: CertificateFacts,
  delivery: DeliveryFacts | undefined,
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<string> {
  const { notify, told, issuerId, volunteerId, batchId } = certificate;
  if (told !== 'not yet' && (delivery === undefined || delivery.state === 'waiting'))
    yield `its holder was told, its delivery is ${delivery?.state ?? 'not recorded'}`;
  if (delivery === undefined) return;
  if (!notify) yield 'an email was sent about it, though its holder was not to be told';
  if (!certificate.issued) yield 'an email was sent about it, though it was never issued';
  const reasons = REASONS.get(delivery.state);
  if (reasons === undefined) yield `its delivery is “${delivery.state}”`;
  else if (!reasons.includes(delivery.reason))
    yield `its delivery is ${delivery.state} because of “${delivery.reason}”`;
  if (delivery.at < certificate.reservedAt) yield `its delivery was ${delivery.state} before it was reserved`;
  if (!(Number.isInteger(delivery.attempt) && delivery.attempt > 0))
    yield `its delivery is of email ${delivery.attempt}`;
  const { digest, reference } = delivery;
  if (digest.length > 0 && digest[0] !== certificate.certificateId)
    yield `its email is first about ${digest[0]}`;
  for (const id of [...digest, ...(reference === '' ? [] : [reference])])
    if (!certificates.has(id)) yield `its email is about ${id}, which does not exist`;
  if (told !== 'not yet' && (told === 'nobody') !== (delivery.state === 'nobody'))
    yield `its holder ${told === 'nobody' ? 'has no address' : 'was told'}, its delivery is ${delivery.state}`;
  const subject = [issuerId, volunteerId, batchId].join('|');
  if (delivery.subject !== subject) yield `its delivery is that of ${delivery.subject}, not of ${subject}`;
}
