import type { Command } from 'commander';
import { clockHours } from '../clock-hours.ts';
import { withExamples } from '../examples.ts';
import { cell, printList } from '../list-command.ts';
import { choiceOption, countOption } from '../option-values.ts';
import { openSession, type Words } from '../session.ts';

const STATES = ['reserved', 'issued', 'revoked', 'superseded', 'suspended', 'erased'];

interface Options {
  readonly issuer?: string;
  readonly opportunity?: string;
  readonly volunteer?: string;
  readonly state?: string;
  readonly limit?: number;
}

export function addCertificates(program: Command, words: Words): void {
  const { help, say } = words;
  const command = program
    .command('certificates')
    .description(help.commands.certificates)
    .option('--issuer <id>', help.options.issuer)
    .option('--opportunity <id>', help.options.opportunity)
    .option('--volunteer <id>', help.options.volunteer)
    .option('--state <state>', help.options.state, choiceOption(say, STATES))
    .option('--limit <n>', help.options.limit, countOption(say));
  withExamples(command, help, [
    'certificates',
    'certificates --state revoked',
    'certificates --json --limit 1',
  ]).action(async (options: Options, self: Command) => {
    const session = await openSession(self, words, 'coordinator');
    const { limit, issuer, opportunity, volunteer, state } = options;
    const query = { issuer, opportunityId: opportunity, volunteerId: volunteer, state };
    await printList(session, { path: '/certificates', query, limit }, say.certificateHeadings, (item) => [
      cell(item, 'displayId') ?? cell(item, 'certificateId'),
      cell(item, 'state'),
      cell(item, 'volunteerId'),
      words.language === 'ar' ? cell(item, 'nameAr') : cell(item, 'nameEn'),
      cell(item, 'opportunityId'),
      clockHours(item.minutes),
      cell(item, 'issuedOn'),
    ]);
  });
}
