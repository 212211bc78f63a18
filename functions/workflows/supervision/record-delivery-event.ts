import type { Instant } from '../../domain/calendar-date.ts';
import { type DeliveryEvent, suppresses } from '../../domain/delivery/delivery.ts';
import type { Deliveries, Suppressions } from '../../domain/ports/supervision/deliveries.ts';

export interface DeliveryEventDeps {
  readonly deliveries: Pick<Deliveries, 'find' | 'record'>;
  readonly suppressions: Pick<Suppressions, 'add'>;
  readonly now: () => Instant;
}

/**
 * Records what the mail service reports of an email, for every certificate that the email is about. An event may come
 * twice, out of order, or before the sender has recorded that it handed the email in. An address that doesn't exist, or
 * whose reader complained, gets no further email.
 */
export async function recordDeliveryEvent(event: DeliveryEvent, deps: DeliveryEventDeps): Promise<void> {
  const [reference] = await deps.deliveries.find([event.certificateId]);
  if (reference === undefined || reference.attempt !== event.attempt) return;
  const at = deps.now();
  // First of all, so that a run that dies in between is followed by one that finds the event is still news.
  if (suppresses(event.reason) && reference.addressHash !== undefined)
    await deps.suppressions.add(reference.addressHash, event.reason ?? 'NO_MAILBOX', at);
  const { digest = [event.certificateId] } = reference;
  const others = await deps.deliveries.find(digest.filter((id) => id !== event.certificateId));
  // One that was sent anew since is another email's.
  for (const { certificateId, attempt } of others.filter((other) => other.reference === event.certificateId))
    await deps.deliveries.record({ ...event, certificateId, attempt }, at);
  // The reference last: it is by this one that a second delivery of the event sees whether all is recorded.
  await deps.deliveries.record(event, at);
}
