import * as z from 'zod/mini';
import { PARTNER_STATES } from '../../domain/partner/acceptance.ts';
import {
  count,
  date,
  dateOrNull,
  described,
  identifier,
  instantOrNull,
  text,
  textOrNull,
  titled,
} from './fields.ts';
import { opportunity } from './ledger.ts';

/** Whose opportunity, and which of its partners a request is about. */
export const partnershipFields = {
  issuerId: described(identifier, 'The issuer of the opportunity'),
  partnerId: described(identifier, 'The partner for which the caller acts'),
};

export const acceptanceBody = z.strictObject({
  ...partnershipFields,
  termsSha256: described(
    z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    'What is accepted: `termsSha256` of the partnership that was shown',
  ),
  validUntil: described(date, 'The last day on which certificates may bear the partner’s name'),
  logo: described(
    z.optional(text.check(z.maxLength(64))),
    'Whose logo: the name of the partner’s logo, which must be that of its file',
  ),
  signatories: described(
    z.optional(z.array(text.check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(3))),
    'The English names of those who sign for the partner, of its own signatories; all of them by default',
  ),
});

const signatory = z.strictObject({ nameAr: text, nameEn: text, titleAr: text, titleEn: text });

/** A joint opportunity as one of its partners sees it. */
export const partnership = titled(
  'Partnership',
  z.strictObject({
    partnerId: text,
    state: z.enum(PARTNER_STATES),
    termsSha256: described(
      text,
      'The hash of what an acceptance would bind the partner to now: the opportunity without its beneficiaries, and the logo and the signatories of the partner’s file',
    ),
    opportunity,
    validUntil: dateOrNull,
    logo: described(textOrNull, 'The logo that certificates show for the partner'),
    signatories: described(
      z.array(signatory),
      'Who signs for the partner: as accepted, or, where it would be accepted anew, as its file says now',
    ),
    acceptedBy: textOrNull,
    acceptedAt: instantOrNull,
    withdrawnBy: textOrNull,
    withdrawnAt: instantOrNull,
  }),
);

const partnerFigures = { certificates: count, volunteers: count, minutes: count };

/** What bears the names of some partners. */
export const partnerReport = titled(
  'PartnerReport',
  z.strictObject({
    partners: z.array(z.strictObject({ partnerId: text, ...partnerFigures })),
    total: described(
      z.strictObject(partnerFigures),
      'Each certificate once, also where it bears several of these names',
    ),
  }),
);
