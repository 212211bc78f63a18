import type { Command } from 'commander';
import type { JsonOf } from '../../../../functions/routes/route-types.ts';
import * as supervision from '../../../../functions/routes/supervision.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

type Policy = JsonOf<typeof supervision.getPolicies>['items'][number];

/** Adds `policy`: shows the issuers' policies, asks for another one, and approves it (administrator, operator). */
export function addPolicy(program: Command, words: Words): void {
  const { help, messages } = words;
  const policy = program.command('policy').description(help.commands.policy);
  withExamples(policy, help, ['policy show', 'policy set off --issuer my-cluster', 'policy approve']);

  policy
    .command('show')
    .description(help.commands.policy_show)
    .option('--issuer <id>', help.options.issuer)
    .action(async ({ issuer }: { readonly issuer?: string }, self: Command) => {
      const session = await openSession(self, words, 'administrator');
      const query = issuer === undefined ? {} : { issuer };
      const policies = await session.api.call(supervision.getPolicies, { query });
      if (session.json) printJson(policies);
      else for (const one of policies.items) printPolicy(one, session);
    });

  const readState = choiceOption(messages, ['on', 'off']);
  policy
    .command('set')
    .description(help.commands.policy_set)
    .argument('<on|off>', help.arguments.makerAndChecker, readState)
    .option('--issuer <id>', help.options.personIssuer)
    .action(async (state: string, { issuer }: { readonly issuer?: string }, self: Command) => {
      const session = await openSession(self, words, 'administrator');
      const body = { makerAndChecker: state === 'on', ...(issuer === undefined ? {} : { issuerId: issuer }) };
      shown(await session.api.call(supervision.proposePolicy, { body }), session);
    });

  policy
    .command('approve')
    .description(help.commands.policy_approve)
    .option('--issuer <id>', help.options.personIssuer)
    .option('--operator', help.options.asOperator)
    .action(
      async ({ issuer, operator }: { readonly issuer?: string; readonly operator?: true }, self: Command) => {
        const session = await openSession(self, words, operator ? 'operator' : 'administrator');
        const body = issuer === undefined ? {} : { issuerId: issuer };
        shown(await session.api.call(supervision.approvePolicy, { body }), session);
      },
    );
}

function shown(policy: Policy, session: Session): void {
  if (session.json) printJson(policy);
  else printPolicy(policy, session);
}

function printPolicy({ issuerId, makerAndChecker, proposal }: Policy, { messages }: Session): void {
  print(messages.policyOf(issuerId, makerAndChecker));
  if (proposal !== null) print(messages.policyWaits(proposal.makerAndChecker, issuerId));
}
