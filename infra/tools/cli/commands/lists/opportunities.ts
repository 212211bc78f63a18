import type { Command } from 'commander';
import { listOpportunities } from '../../../../../functions/routes/ledger.ts';
import { withExamples } from '../../arguments/examples.ts';
import { countOption } from '../../arguments/option-values.ts';
import { clockHours } from '../../output/clock-hours.ts';
import { printList } from '../../output/print-list.ts';
import { fact } from '../../output/table.ts';
import { openSession, type Words } from '../../session/session.ts';

interface Options {
  readonly issuer?: string;
  readonly limit?: number;
}

/** Adds `opportunities`: lists opportunities. */
export function addOpportunities(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('opportunities')
    .description(help.commands.opportunities)
    .option('--issuer <id>', help.options.issuer)
    .option('--limit <n>', help.options.limit, countOption(messages));
  withExamples(command, help, ['opportunities', 'opportunities --json']).action(
    async (options: Options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const query = { issuer: options.issuer };
      const empty = options.issuer === undefined ? messages.empty.opportunities : messages.nothingMatches;
      await printList(
        session,
        {
          items: (atMost) => session.api.list(listOpportunities, { query }, atMost),
          limit: options.limit,
          empty,
        },
        messages.opportunityHeadings,
        (item) => [
          item.opportunityId,
          item.issuerId,
          fact('ar', item.titleAr),
          fact('en', item.titleEn),
          messages.tracks[item.track] ?? item.track,
          item.endsOn,
          clockHours(item.requiredMinutes),
        ],
      );
    },
  );
}
