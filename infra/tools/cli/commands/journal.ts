import type { Command } from 'commander';
import type { JsonOf } from '../../../../functions/routes/route-types.ts';
import { listJournal } from '../../../../functions/routes/supervision.ts';
import { peopleNames } from '../api/people-names.ts';
import { withExamples } from '../arguments/examples.ts';
import { countOption, dayOption } from '../arguments/option-values.ts';
import { clockTime } from '../output/clock-time.ts';
import { printList } from '../output/print-list.ts';
import { openSession, type Words } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';

type Entry = JsonOf<typeof listJournal>['items'][number];

/** Adds `journal`: lists the privileged acts and reads of a day (auditor). */
export function addJournal(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('journal')
    .description(help.commands.journal)
    .option('--day <day>', help.options.journalDay, dayOption(messages))
    .option('--limit <n>', help.options.limit, countOption(messages));
  withExamples(command, help, ['journal', 'journal --day 2025-06-30', 'journal --json']).action(
    async (options: { readonly day?: string; readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'auditor');
      const day = options.day ?? new Date().toISOString().slice(0, 10);
      const ended = new Set<string>();
      const nameOf = session.json ? undefined : await peopleNames(session);
      await printList(
        session,
        {
          items: (atMost) => session.api.list(listJournal, { query: { day } }, atMost),
          limit: options.limit,
          empty: messages.journalEmpty(day),
          // Newest first, so that an act's end is seen before its beginning.
          ...(session.json ? {} : { matches: (entry: Entry) => isWhole(entry, ended) }),
        },
        messages.journalHeadings,
        (entry) => [
          clockTime(entry.at),
          nameOf?.(entry.subject),
          messages.acts[entry.act],
          entry.issuerIds.join(messages.comma),
          Object.values(entry.targets).join(messages.comma),
          outcomeText(entry, messages),
        ],
      );
    },
  );
}

/** Returns whether an entry tells of an act by itself: its end, or a beginning whose end is missing. */
function isWhole({ phase, requestId }: Entry, ended: Set<string>): boolean {
  if (phase === 'begun') return !ended.has(requestId);
  ended.add(requestId);
  return true;
}

function outcomeText({ outcome }: Entry, { journalOutcomes }: Messages): string {
  if (outcome === null) return journalOutcomes.unknown;
  return outcome === 'done' || outcome === 'FAULT' ? journalOutcomes[outcome] : outcome;
}
