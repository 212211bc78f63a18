import * as z from 'zod/mini';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import { GENDERS } from '../../domain/report/report.ts';
import { count, date, described, issuerFilter, text, titled } from './fields.ts';

/** Whether the parts of a figure sum to the whole. */
const reconciliation = titled(
  'Reconciliation',
  z.strictObject({
    total: count,
    parts: count,
    difference: described(z.int(), 'The whole less its parts: 0 where they reconcile'),
    unspecified: count,
    line: described(z.string(), '`8,974 male + 4,061 female + 39 unspecified = 13,074`'),
  }),
);

const figures = {
  opportunities: described(
    z.record(z.enum(['total', ...TRACKS]), count),
    'Opportunities that ended in the period',
  ),
  volunteers: described(
    z.nullable(z.record(z.enum(['total', ...GENDERS]), count)),
    'Volunteers with approved hours in the period; null where `uncounted` says why',
  ),
  uncounted: described(
    z.nullable(
      z.strictObject({
        reason: z.literal('PARTS_OF_MONTHS'),
        atLeast: count,
        atMost: count,
        wholeMonths: z.strictObject({ from: date, to: date }),
      }),
    ),
    'Volunteers are counted for whole months; of parts of months, of a large issuer, only between which numbers they are',
  ),
  minutes: count,
  hours: z.number(),
  beneficiaries: count,
  certificates: described(
    z.int(),
    'Issued in the period, recognitions among them; a corrected one isn’t counted again',
  ),
  recognitions: described(z.int(), 'Of the certificates, those of a year or a milestone'),
  revocations: described(
    z.int(),
    'Revoked in the period, whenever they were issued; not taken off the certificates',
  ),
  averageDaysToCertificate: described(
    z.nullable(z.number()),
    'From the day somebody became eligible to the day of the certificate; null without any',
  ),
  reconciliation: z.strictObject({ opportunities: reconciliation, volunteers: reconciliation }),
};

/** The figures of a period, in all and by issuer. */
export const report = titled(
  'Report',
  z.strictObject({
    from: date,
    to: date,
    ...figures,
    issuers: z.array(
      titled('IssuerReport', z.strictObject({ issuerId: text, nameAr: text, nameEn: text, ...figures })),
    ),
  }),
);

export const reportQuery = z.strictObject({
  from: described(z.iso.date(), 'The first day'),
  to: described(z.iso.date(), 'The last day'),
  issuer: issuerFilter,
  format: described(z.optional(z.enum(['json', 'csv'])), 'By default what `Accept` prefers'),
  lang: described(z._default(z.enum(['ar', 'en']), 'ar'), 'The language of the CSV'),
});
