import * as z from 'zod/mini';
import { REVOCATION_REASONS } from '../../domain/certificate/certificate.ts';
import { GRADES } from '../../domain/certificate/provenance.ts';
import { OPPORTUNITY_KINDS, TRACKS } from '../../domain/hours/opportunity.ts';
import { count, date, dateOrNull, described, instant, period, text, textOrNull, titled } from './fields.ts';

/** The media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const LARGEST_LIST = 5_000;
/** How the table of a list is read. */
export const LIST_READING = 'Read as an import reads it: any delimiter, column and heading';

const namedIssuer = titled(
  'NamedIssuer',
  z.strictObject({
    issuerId: text,
    nameAr: text,
    nameEn: text,
    domain: text,
    country: z.enum(['SA', 'IQ']),
  }),
);

const provenance = titled(
  'Provenance',
  z.strictObject({
    grade: described(z.enum(GRADES), 'By the published rule of docs/provenance.md'),
    shifts: described(count, 'Counted hours entries'),
    averageDaysToRecord: count,
    approvers: described(count, 'People who approved entries one by one, or with their opportunity'),
    approversByLink: described(
      count,
      'Those of the approvers who confirmed by a link that was sent to a registered address',
    ),
    releasers: described(count, 'People who released files of the hours as a whole'),
    files: described(count, 'Those files'),
    recordedSome: described(count, 'Those of all of them who recorded some of the hours'),
    approversRecordedSome: described(count, 'Those of the approvers who recorded some of the hours'),
    releasersRecordedSome: described(count, 'Those of the releasers who recorded some of the hours'),
    makerAndChecker: described(
      z.boolean(),
      'Whether the issuer asked for another person’s approval than who recorded the hours',
    ),
    textAr: text,
    textEn: text,
  }),
);

const checked = { certificateId: textOrNull, displayId: textOrNull, checkedAt: instant };

const facts = {
  valid: {
    holder: z.strictObject({
      disclosure: z.enum(['full', 'masked', 'match']),
      nameAr: textOrNull,
      nameEn: textOrNull,
    }),
    award: z.enum(['opportunity', 'annual', 'milestone']),
    opportunity: z.strictObject({
      titleAr: text,
      titleEn: text,
      track: z.nullable(z.enum(TRACKS)),
      kind: z.nullable(z.enum(OPPORTUNITY_KINDS)),
    }),
    minutes: count,
    requiredMinutes: described(
      z.nullable(count),
      'The time that was asked for; null where any approved time of the period was enough',
    ),
    period,
    issuedOn: date,
    validUntil: dateOrNull,
    issuer: namedIssuer,
    partners: z.array(namedIssuer),
    documentSha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    provenance,
    correctedOn: dateOrNull,
  },
  revoked: { revokedOn: date, reasonCode: z.enum(REVOCATION_REASONS), issuer: namedIssuer },
  superseded: {
    supersededOn: date,
    issuer: namedIssuer,
    replacement: described(
      z.nullable(z.string()),
      'The path of the replacement’s answer; null where the issuer doesn’t publish it',
    ),
  },
  expired: { validUntil: date, issuer: namedIssuer },
  suspended: { suspendedOn: date, issuer: namedIssuer },
  malformed: {
    rule: z.enum(['empty', 'too_long', 'symbol', 'length', 'check_digits', 'several', 'not_found']),
    suspectSymbols: described(z.array(z.int()), 'Positions of symbols that are likely wrong, counted from 1'),
  },
};

/** The public answer about a certificate ID, with `extra` fields in each of its shapes. */
const answerWith = <Extra extends z.core.$ZodLooseShape>(extra: Extra) =>
  z.discriminatedUnion('result', [
    z.strictObject({ ...checked, ...extra, result: z.literal('valid'), ...facts.valid }),
    z.strictObject({ ...checked, ...extra, result: z.literal('revoked'), ...facts.revoked }),
    z.strictObject({ ...checked, ...extra, result: z.literal('superseded'), ...facts.superseded }),
    z.strictObject({ ...checked, ...extra, result: z.literal('expired'), ...facts.expired }),
    z.strictObject({ ...checked, ...extra, result: z.literal('suspended'), ...facts.suspended }),
    z.strictObject({ ...checked, ...extra, result: z.literal('unknown') }),
    z.strictObject({ ...checked, ...extra, result: z.literal('malformed'), ...facts.malformed }),
    z.strictObject({ ...checked, ...extra, result: z.literal('unavailable') }),
  ]);

export const verification = titled('Verification', answerWith({}));

/** Answers of one bulk request, in the order of its IDs, each beside what was asked. */
export const bulkVerification = z.strictObject({
  items: z.array(titled('AskedVerification', answerWith({ asked: text }))),
});

export const bulkBody = z.strictObject({
  certificateIds: z.array(z.string()).check(z.minLength(1), z.maxLength(LARGEST_LIST)),
});

export const matchBody = z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(200)) });
export const match = z.strictObject({ matches: z.boolean() });

const language = described(
  z.optional(z.string()),
  '`ar` or `en`; by default, and for any other value, the language of `Accept-Language`',
);

/** Public addresses accept any further parameter: links to them are shared with parameters of other services. */
export const pageQuery = z.looseObject({ lang: language });
export const formQuery = z.looseObject({
  lang: language,
  id: described(z.optional(z.string()), 'A certificate ID as somebody typed it'),
});
