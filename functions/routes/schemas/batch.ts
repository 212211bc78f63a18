import * as z from 'zod/mini';
import { BATCH_STATES } from '../../domain/batch/batch.ts';
import { SECOND_PERSON_REASONS } from '../../domain/batch/batch-plan.ts';
import { OUTCOMES } from '../../domain/batch/outcome.ts';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import { count, described, identifier, instant, instantOrNull, text, textOrNull, titled } from './fields.ts';

const LARGEST_SELECTION = { opportunities: 2_000, volunteers: 10_000 };

/** What to issue, or which dry run to go on with. */
export const batchBody = z.union([
  z.strictObject({
    confirms: described(
      z.string().check(z.minLength(1), z.maxLength(64)),
      'The batch ID of a dry run: issues exactly what it showed',
    ),
    dryRun: z.optional(z.literal(false)),
    notify: described(
      z.optional(z.boolean()),
      'Whether holders get an email; as the dry run said where this is left out',
    ),
  }),
  z
    .strictObject({
      opportunityIds: z.optional(
        z.array(identifier).check(z.minLength(1), z.maxLength(LARGEST_SELECTION.opportunities)),
      ),
      issuerId: described(
        z.optional(identifier),
        'The issuer of all of them; needed where several in scope have an opportunity with one of the IDs',
      ),
      from: described(z.optional(z.iso.date()), 'Opportunities whose last day is on or after'),
      to: described(z.optional(z.iso.date()), 'Opportunities whose last day is on or before'),
      track: z.optional(z.enum(TRACKS)),
      volunteerIds: z.optional(
        z.array(identifier).check(z.minLength(1), z.maxLength(LARGEST_SELECTION.volunteers)),
      ),
      dryRun: z._default(z.boolean(), false),
      notify: described(z._default(z.boolean(), true), 'Whether holders get an email'),
    })
    .check(
      z.refine(
        ({ opportunityIds, from, to }) =>
          opportunityIds !== undefined || from !== undefined || to !== undefined,
        { error: 'Name opportunities (opportunityIds) or a period (from, to).' },
      ),
    ),
]);

const counts = z.strictObject({
  requested: count,
  issued: count,
  alreadyIssued: count,
  refused: count,
  failed: count,
  left: count,
  changed: described(z.int(), 'Items whose outcome differs from what the dry run showed'),
  eligible: described(z.exactOptional(z.int()), 'Only before anything is issued'),
});

export const batch = titled(
  'Batch',
  z.strictObject({
    batchId: text,
    state: z.enum(BATCH_STATES),
    dryRun: z.boolean(),
    notify: z.boolean(),
    issuerIds: z.array(text),
    createdAt: instant,
    createdBy: text,
    confirmedBy: textOrNull,
    approvedBy: textOrNull,
    stopped: described(
      z.nullable(z.strictObject({ by: text, at: instant })),
      'Who paused or cancelled it, and when; null unless it is paused, or was cancelled by a person',
    ),
    endedAt: instantOrNull,
    cancelledBecause: z.nullable(z.literal('BATCH_TOO_LARGE')),
    expected: described(
      z.strictObject({
        emails: described(
          z.int(),
          'Emails that go out: one for each holder, with all certificates of an issuer',
        ),
        unreached: described(z.int(), 'Holders without an address to which emails go'),
        designs: described(z.record(text, count), 'Certificates by design'),
      }),
      'What issuing everybody who was eligible means',
    ),
    secondPerson: described(
      z.nullable(z.enum(SECOND_PERSON_REASONS)),
      'Why it waits for a second person; of a dry run, why it would if the caller confirmed it',
    ),
    counts,
    verdicts: described(z.record(text, count), 'Items by verdict when the batch was planned'),
    reasons: described(z.record(text, count), 'Refused and failed items by reason'),
    ratePerSecond: z.nullable(z.number()),
    secondsLeft: z.nullable(count),
  }),
);

/** Every outcome of an item: `waiting` is yet to be tried, `eligible` would be issued. */
export const itemOutcome = z.enum([...OUTCOMES, 'waiting', 'eligible']);

export const batchItem = titled(
  'BatchItem',
  z.strictObject({
    issuerId: described(textOrNull, 'Null where no issuer in scope has the opportunity'),
    volunteerId: text,
    nameAr: described(z.exactOptional(text), 'As the ledger has it, for who may see it'),
    nameEn: z.exactOptional(text),
    opportunityId: text,
    titleAr: z.exactOptional(text),
    titleEn: z.exactOptional(text),
    outcome: itemOutcome,
    certificateId: z.exactOptional(text),
    reason: described(
      z.exactOptional(z.string()),
      'Why it was refused; for a failed item the code of a refusal, `DOCUMENT_CONFLICT` or `FAULT`',
    ),
    facts: described(
      z.exactOptional(z.record(text, z.union([text, z.number(), z.array(text)]))),
      'The numbers and facts behind the reason',
    ),
    changed: described(z.exactOptional(z.literal(true)), 'The outcome differs from what the dry run showed'),
  }),
);

/** A file of a batch that is not ready. */
export const building = titled(
  'Building',
  z.strictObject({
    state: z.literal('building'),
    parts: z.exactOptional(count),
    ready: z.exactOptional(count),
  }),
);

/** Links to a file of a batch, by part. */
export const fileLinks = z.strictObject({
  items: z.array(z.strictObject({ part: count, url: text })),
  cursor: z.null(),
});
