import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { countOption } from '../arguments/option-values.ts';
import { clockHours } from '../output/clock-hours.ts';
import { cell, printList } from '../output/print-list.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly issuer?: string;
  readonly limit?: number;
}

export function addOpportunities(program: Command, words: Words): void {
  const { help, say } = words;
  const command = program
    .command('opportunities')
    .description(help.commands.opportunities)
    .option('--issuer <id>', help.options.issuer)
    .option('--limit <n>', help.options.limit, countOption(say));
  withExamples(command, help, ['opportunities', 'opportunities --json']).action(
    async (options: Options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const query = { issuer: options.issuer };
      const empty = options.issuer === undefined ? say.empty.opportunities : say.nothingMatches;
      await printList(
        session,
        { path: '/opportunities', query, limit: options.limit, empty },
        say.opportunityHeadings,
        (item) => [
          cell(item, 'opportunityId'),
          cell(item, 'issuerId'),
          cell(item, 'titleAr'),
          cell(item, 'titleEn'),
          say.tracks[String(item.track)] ?? cell(item, 'track'),
          cell(item, 'endsOn'),
          clockHours(item.requiredMinutes),
        ],
      );
    },
  );
}
