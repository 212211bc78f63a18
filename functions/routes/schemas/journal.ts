import * as z from 'zod/mini';
import { JOURNAL_ACTS } from '../../domain/journal-act.ts';
import { count, described, instant, listOf, pageFields, text, textOrNull, titled } from './fields.ts';

/** One day of the journal. */
export const journalQuery = z.strictObject({
  ...pageFields,
  day: described(z.iso.date(), 'A day of UTC, by which the chains and their signed roots go'),
});

export const journalEntries = listOf(
  titled(
    'JournalEntry',
    z.strictObject({
      at: instant,
      requestId: described(z.string(), 'The same for both entries of an act'),
      phase: z.enum(['begun', 'ended']),
      act: z.enum(JOURNAL_ACTS),
      subject: described(z.string(), 'Who, by the identity provider’s subject'),
      issuerIds: described(z.array(text), 'The issuers concerned; `*` is everyone'),
      targets: described(z.record(z.string(), z.string()), 'What it is about: IDs'),
      outcome: described(
        textOrNull,
        '`done`, the code of a refusal, or `FAULT`; null while it has only begun',
      ),
      chain: z.strictObject({ issuerId: text, day: text, shard: count }),
      sequence: count,
      previousHash: text,
      hash: text,
    }),
  ),
);
