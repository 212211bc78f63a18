import * as z from 'zod/mini';
import { DELIVERY_STATES, UNREACHED_REASONS, UNREACHED_STATES } from '../../domain/delivery/delivery.ts';
import { count, described, emailAddress, instant, pageFields, text, textOrNull, titled } from './fields.ts';

/** Whose emails that reached nobody. */
export const deliveryQuery = z.strictObject({
  ...pageFields,
  issuer: described(z.string().check(z.maxLength(64)), 'One issuer of the caller’s scope'),
  state: z.enum(UNREACHED_STATES),
  batchId: described(z.optional(z.string().check(z.maxLength(64))), 'Certificates of one batch only'),
});

/** How far the email about a certificate has come. */
export const delivery = titled(
  'Delivery',
  z.strictObject({
    certificateId: text,
    displayId: text,
    issuerId: text,
    volunteerId: text,
    nameAr: described(textOrNull, 'As the ledger has it; null where it knows nobody by the ID'),
    nameEn: textOrNull,
    batchId: textOrNull,
    state: z.enum(DELIVERY_STATES),
    attempt: described(count, 'Which email this is: one more each time it is sent again'),
    at: described(instant, 'When it came into its state'),
    reason: described(
      z.nullable(z.enum(UNREACHED_REASONS)),
      '`NO_MAILBOX`: the address doesn’t exist. `NOT_NOW`: full or silent until the service gave up. `REFUSED`: not taken by the service. `SUPPRESSED`: not sent, because an earlier email to the address bounced or was complained about. `MARKED_AS_SPAM`. `NO_ADDRESS`',
    ),
  }),
);

export const deliveryCounts = titled(
  'DeliveryCounts',
  z.strictObject({
    waiting: count,
    handed_in: count,
    delivered: count,
    bounced: count,
    complained: count,
    nobody: count,
    toTell: described(count, 'Their sum: the certificates whose holders were to be told'),
  }),
);

export const sendAgainBody = z.strictObject({
  email: described(
    z.optional(emailAddress),
    'The first address of a volunteer who has none; without it the one that the ledger has',
  ),
});
