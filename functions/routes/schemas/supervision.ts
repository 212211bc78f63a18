import * as z from 'zod/mini';
import { certificateEvent } from './certificate.ts';
import { described, identifier, instantOrNull, pageFields, text, textOrNull, titled } from './fields.ts';

const killSwitch = titled(
  'KillSwitch',
  z.strictObject({ halted: z.boolean(), since: instantOrNull, by: textOrNull }),
);

/** The kill switches of one thing that can be halted: everyone's, and those of issuers. */
export const killSwitches = titled(
  'KillSwitches',
  z.strictObject({
    everyone: described(killSwitch, 'Set by operators; halts every issuer'),
    issuers: described(
      z.array(z.strictObject({ issuerId: text, ...killSwitch.shape })),
      'Of each issuer in the caller’s scope',
    ),
  }),
);

/** Whom to halt or resume. */
export const killSwitchBody = z.strictObject({
  issuerId: described(
    z.optional(identifier),
    'One issuer; without it all of an approver, and for an operator everyone',
  ),
});

/** Events of one certificate, or of a day, or of certificates by the day of their reservation. */
export const auditQuery = z.union([
  z.strictObject({
    certificateId: described(
      z.string().check(z.maxLength(64)),
      'Every event of one certificate, and whether its chain holds',
    ),
  }),
  z.strictObject({
    ...pageFields,
    day: described(z.iso.date(), 'Events after issue on one day of the issuer’s time zone'),
  }),
  z.strictObject({
    ...pageFields,
    from: described(
      z.optional(z.iso.date()),
      'Events of certificates issued on or after this day of the issuer’s time zone',
    ),
    to: described(
      z.optional(z.iso.date()),
      'Events of certificates issued on or before this day of the issuer’s time zone',
    ),
  }),
]);

const chainBreak = z.strictObject({
  index: described(z.int(), 'Index of the event at which the chain breaks, from 0'),
  rule: z.enum(['sequence', 'previous_hash', 'hash', 'order_of_time', 'other_certificate']),
});

export const auditEvents = titled(
  'AuditEvents',
  z.strictObject({
    items: z.array(certificateEvent),
    cursor: textOrNull,
    chainBreaks: described(
      z.exactOptional(z.array(chainBreak)),
      'Only for one certificate: where its chain of hashes doesn’t hold',
    ),
  }),
);
