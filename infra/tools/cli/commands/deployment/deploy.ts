import type { Command } from 'commander';
import { type Finding, verdictOf } from '../../../deployment/check/finding.ts';
import { withExamples } from '../../arguments/examples.ts';
import { inColumn } from '../../output/display-width.ts';
import { print, printJson, printNote } from '../../output/print.ts';
import { EXIT, WrongUsage } from '../../session/exit-codes.ts';
import type { GlobalOptions, Words } from '../../session/session.ts';
import type { Messages } from '../../wording/messages-en.ts';

interface Options {
  readonly check?: true;
  readonly stage: string;
}

/** Adds `deploy --check`: says what a deployment needs, and deploys nothing. */
export function addDeploy(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('deploy')
    .description(help.commands.deploy)
    .option('--check', help.options.deployCheck)
    .requiredOption('--stage <name>', help.options.stage);
  withExamples(command, help, ['deploy --check --stage production']).action(
    async ({ check, stage: stageName }: Options, self: Command) => {
      if (!check) throw new WrongUsage(messages.deployCheck.onlyChecks);
      const json = self.optsWithGlobals<GlobalOptions>().json === true;
      // Loaded on demand, with the fonts that issuers are checked with and the clients of AWS.
      const { checkDeployment } = await import('../../../deployment/check/check-deployment.ts');
      const { ownStages } = await import('../../../deployment/check/local-checks.ts');
      const { templatesDirectory } = await import(
        '../../../../../functions/runtime/wiring/templates-directory.ts'
      );
      const findings = await checkDeployment({
        stageName,
        stages: ownStages(),
        templates: templatesDirectory(),
        words: messages.deployCheck,
        onFinding: (finding) => {
          if (!json) print(findingLine(finding, messages));
        },
      });
      const verdict = verdictOf(findings);
      process.exitCode = EXIT_CODES[verdict];
      if (json) printJson({ stage: stageName, items: findings });
      else printNote(`\n${messages.deployCheck.summary[verdict]}`);
    },
  );
}

const EXIT_CODES = { ok: EXIT.done, missing: EXIT.no, unchecked: EXIT.unreachable } as const;

function findingLine({ check, outcome, detail, remedy }: Finding, { deployCheck }: Messages): string {
  const { checks, outcomes, because } = deployCheck;
  const line = [
    inColumn(outcomes[outcome], Object.values(outcomes)),
    inColumn(checks[check], Object.values(checks)),
    (outcome === 'unchecked' ? because(detail) : detail).replaceAll('\n', '\n  '),
  ].join('  ');
  return remedy === undefined ? line : `${line}\n  → ${remedy}`;
}
