import type { Instant } from '../../../domain/calendar-date.ts';
import type { Certificate } from '../../../domain/certificate/certificate.ts';
import { hasVisibleDocument } from '../../../domain/certificate/in-force.ts';
import { linkName } from '../../../domain/certificate/notification.ts';
import { isSameAddress } from '../../../domain/hours/email-address.ts';
import type { CertificateRegister } from '../../../domain/ports/certificate-register.ts';
import type { Outbox } from '../../../domain/ports/emails/outbox.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { RateLimit } from '../../../domain/ports/rate-limit.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { callerGroup } from '../../verification/caller-group.ts';

/** Requests of one internet address in a minute. */
const MOST_OF_A_CALLER = 5;
/** Longer than the work takes, so that the time of an answer says nothing about it. */
const ANSWER_AFTER_MS = 400;
/** More corrections of one certificate than anybody makes. */
const MOST_REPLACEMENTS = 10;

export interface LinkEmailDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly rateLimit: RateLimit;
  readonly now: () => Instant;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface LinkEmailRequest {
  readonly certificateId: string;
  readonly email: string;
  /** The internet address of whoever asks. */
  readonly caller: string;
}

/**
 * Has the link of a certificate sent again, to the address in the ledger, where that is the address which was typed: of
 * a certificate that was replaced, the link of its replacement. At most one email an hour. Nobody learns whether there
 * is such a certificate, or whose address it is: the answer and its time are the same.
 *
 * @throws Refusal TOO_MANY_REQUESTS when one internet address asks too often.
 */
export async function requestLinkEmail(request: LinkEmailRequest, deps: LinkEmailDeps): Promise<void> {
  const limit = await deps.rateLimit.attempt(
    `link#${callerGroup('link', request.caller)}`,
    MOST_OF_A_CALLER,
    deps.now(),
  );
  if (!limit.allowed)
    throw new Refusal('TOO_MANY_REQUESTS', 'A link can be asked for five times a minute.', {
      retryAfterSeconds: limit.retryAfterSeconds,
    });
  await Promise.all([orderEmail(request, deps), deps.wait(ANSWER_AFTER_MS)]);
}

async function orderEmail(
  { certificateId, email }: LinkEmailRequest,
  { register, ledger, outbox, now }: LinkEmailDeps,
): Promise<void> {
  const certificate = await latestOf(certificateId, register);
  if (certificate === undefined || !hasVisibleDocument(certificate)) return;
  const [volunteer] = await ledger.volunteers([certificate]);
  if (volunteer?.email === undefined || !isSameAddress(volunteer.email, email)) return;
  const at = now();
  const { issuerId } = certificate;
  await outbox.add({ certificateId: certificate.certificateId, issuerId, name: linkName(at), at });
}

/** Finds a certificate, or the one that has taken its place. */
async function latestOf(
  certificateId: string,
  register: LinkEmailDeps['register'],
): Promise<Certificate | undefined> {
  let found = await register.find(certificateId);
  for (let step = 0; step < MOST_REPLACEMENTS && found?.supersededBy; step += 1)
    found = await register.find(found.supersededBy);
  return found;
}
