import { type Delivery, UNREACHED_STATES } from '../../domain/delivery/delivery.ts';
import { isSameAddress } from '../../domain/hours/email-address.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { Deliveries, Suppressions } from '../../domain/ports/supervision/deliveries.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type HoldDeps, holdLedger } from '../ledger/hold-ledger.ts';
import { LedgerWriter } from '../ledger/ledger-writer.ts';

export interface SendAgainDeps extends HoldDeps {
  readonly deliveries: Pick<Deliveries, 'find' | 'again'>;
  readonly suppressions: Pick<Suppressions, 'hashOf' | 'remove'>;
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: HoursLedger;
}

export interface SendAgainRequest {
  readonly certificateId: string;
  /** The address of a volunteer who has none, which the ledger gets. */
  readonly email: string | undefined;
  readonly canModify: (issuerId: string) => boolean;
}

/**
 * Puts the email about a certificate back into the outbox, for an address that somebody has looked at: the volunteer's.
 * A first address counts at once. Another one than the recorded is imported, and waits for a second person: sign-in and
 * links follow it.
 *
 * @throws Refusal NOT_FOUND; STATE_CONFLICT where the email is on its way or arrived, where the certificate isn't in force,
 * where its reader complained and no other address is recorded since, or where another than the recorded one is named;
 * IMPORT_RUNNING or LEDGER_BUSY, as `holdLedger`.
 */
export async function sendAgain(
  { certificateId, email, canModify }: SendAgainRequest,
  deps: SendAgainDeps,
): Promise<{ readonly delivery: Delivery; readonly volunteer: Volunteer | undefined }> {
  const certificate = await deps.register.find(certificateId);
  if (certificate === undefined || !canModify(certificate.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
  const [delivery] = await deps.deliveries.find([certificateId]);
  const conflict = (why: string) =>
    new Refusal('STATE_CONFLICT', why, { state: delivery?.state ?? certificate.state });
  if (certificate.state !== 'issued')
    throw conflict('Only the holder of a certificate in force is told of it.');
  if (delivery === undefined || !UNREACHED_STATES.some((state) => state === delivery.state))
    throw conflict('The email about this certificate waits, is on its way, or has arrived.');
  const [before] = await deps.ledger.volunteers([certificate]);
  const address = before?.email || email;
  if (before === undefined || address === undefined) throw conflict('The ledger has no address; name one.');
  if (email !== undefined && !isSameAddress(address, email))
    throw conflict('The ledger has another address; import this one, and let a second person release it.');
  if (delivery.state === 'complained' && delivery.addressHash === (await deps.suppressions.hashOf(address)))
    throw conflict('Its reader reported the email as spam; import another address first.');
  const volunteer = before.email ? before : await withAddress(before, address, deps);
  if (delivery.addressHash !== undefined && delivery.state === 'bounced')
    await deps.suppressions.remove(delivery.addressHash);
  if (!(await deps.deliveries.again(delivery, certificate.reservedAt, deps.now())))
    throw conflict('The certificate or its email has changed in the meantime; look at it again.');
  const [waiting = delivery] = await deps.deliveries.find([certificateId]);
  return { delivery: waiting, volunteer };
}

/** Writes a first address into the ledger. It is the issuer's own profile from then on, no copy of the registry's. */
function withAddress(before: Volunteer, email: string, deps: SendAgainDeps): Promise<Volunteer> {
  const { fromRegistry: _copied, ...profile } = before;
  const { renaming } = profile;
  // A name that waits for a second person must not take the address away with it.
  const kept = renaming?.email === null ? { renaming: { ...renaming, email } } : {};
  const after = { ...profile, ...kept, email };
  return holdLedger([before.issuerId], deps, async (lease) => {
    const writer = new LedgerWriter(deps.ledger, lease);
    await writer.add({ volunteers: [after] });
    await writer.flush();
    return after;
  });
}
