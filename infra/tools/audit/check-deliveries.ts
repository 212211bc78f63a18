import type { CertificateFacts } from './certificate-facts.ts';
import type { Finding } from './finding.ts';
import { type TableItem, text } from './table-contents.ts';

/** How far the email about a certificate has come. */
export interface DeliveryFacts {
  readonly state: string;
  /** `issuerId|volunteerId|batchId`: whose certificate it says it is. */
  readonly subject: string;
}

/** Reads a `DELIVERY` item. */
export const deliveryFacts = (item: TableItem): DeliveryFacts => ({
  state: text(item, 'state'),
  subject: [text(item, 'issuerId'), text(item, 'volunteerId'), text(item, 'batchId')].join('|'),
});

const STATES = new Set(['waiting', 'handed_in', 'delivered', 'bounced', 'complained', 'nobody']);

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
    for (const message of faultsOf(certificate, delivery))
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

function* faultsOf(certificate: CertificateFacts, delivery: DeliveryFacts | undefined): Generator<string> {
  const { notify, told, issuerId, volunteerId, batchId } = certificate;
  if (told !== 'not yet' && (delivery === undefined || delivery.state === 'waiting'))
    yield `its holder was told, its delivery is ${delivery?.state ?? 'not recorded'}`;
  if (delivery === undefined) return;
  if (!notify) yield 'an email was sent about it, though its holder was not to be told';
  if (!certificate.issued) yield 'an email was sent about it, though it was never issued';
  if (!STATES.has(delivery.state)) yield `its delivery is “${delivery.state}”`;
  if (told !== 'not yet' && (told === 'nobody') !== (delivery.state === 'nobody'))
    yield `its holder ${told === 'nobody' ? 'has no address' : 'was told'}, its delivery is ${delivery.state}`;
  const subject = [issuerId, volunteerId, batchId].join('|');
  if (delivery.subject !== subject) yield `its delivery is that of ${delivery.subject}, not of ${subject}`;
}
