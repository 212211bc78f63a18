import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addHelpCommand } from './arguments/help-command.ts';
import { chosenLanguage } from './arguments/language.ts';
import { throwMisusedCommand } from './arguments/misused-command.ts';
import { choiceOption } from './arguments/option-values.ts';
import { addAudit } from './commands/audit.ts';
import { addBatch } from './commands/batch.ts';
import { addCertificateSteps } from './commands/certificate-steps.ts';
import { addCorrections } from './commands/corrections.ts';
import { addDeploy } from './commands/deployment/deploy.ts';
import { addSmoke } from './commands/deployment/smoke.ts';
import { addDownload } from './commands/download.ts';
import { addEmails } from './commands/emails.ts';
import { addHours } from './commands/hours.ts';
import { addImport } from './commands/import.ts';
import { addIssue } from './commands/issue.ts';
import { addIssuing } from './commands/issuing.ts';
import { addJournal } from './commands/journal.ts';
import { addLink } from './commands/link.ts';
import { addCertificates } from './commands/lists/certificates.ts';
import { addIssuers } from './commands/lists/issuers.ts';
import { addOpportunities } from './commands/lists/opportunities.ts';
import { addSearch } from './commands/lists/search.ts';
import { addVolunteers } from './commands/lists/volunteers.ts';
import { addPartners } from './commands/partners.ts';
import { addPeople } from './commands/people.ts';
import { addPolicy } from './commands/policy.ts';
import { addPreview } from './commands/preview.ts';
import { addRelease } from './commands/release.ts';
import { addReplace } from './commands/replace.ts';
import { addReport } from './commands/report.ts';
import { addRevoke } from './commands/revoke.ts';
import { addSample } from './commands/sample.ts';
import { addSealRequest } from './commands/seal-request.ts';
import { addShow } from './commands/show.ts';
import { addLogin } from './commands/sign-in/login.ts';
import { addToken } from './commands/sign-in/token.ts';
import { addTemplate } from './commands/template.ts';
import { addVerify } from './commands/verify.ts';
import { addWithdraw } from './commands/withdraw.ts';
import { addCompletion } from './completion/completion.ts';
import { printJson, printNote } from './output/print.ts';
import { EXIT } from './session/exit-codes.ts';
import { failureOf } from './session/failure.ts';
import { serviceAddress, type Words } from './session/session.ts';
import { helpIn } from './wording/help.ts';
import { messagesIn } from './wording/messages.ts';

const COMMANDS = [
  addImport,
  addRelease,
  addWithdraw,
  addHours,
  addTemplate,
  addIssue,
  addBatch,
  addAudit,
  addVerify,
  addShow,
  addDownload,
  addRevoke,
  addReplace,
  addLink,
  addCertificateSteps,
  addCorrections,
  addEmails,
  addIssuing,
  addJournal,
  addPartners,
  addPeople,
  addPolicy,
  addReport,
  addIssuers,
  addOpportunities,
  addVolunteers,
  addCertificates,
  addSearch,
  addPreview,
  addSample,
  addSealRequest,
  addSmoke,
  addDeploy,
  addToken,
  addLogin,
  addCompletion,
];

const argv = process.argv.slice(2);
const language = chosenLanguage(argv, process.env);
const words: Words = { language, messages: messagesIn(language), help: helpIn(language) };

// A reader that closes the pipe early (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program().parseAsync(argv, { from: 'user' });
} catch (error) {
  // The parser prints help and version, and then throws as well.
  if (error instanceof CommanderError && error.exitCode === 0) process.exit(EXIT.done);
  if (error instanceof CommanderError && error.code === 'commander.help') process.exit(EXIT.usage);
  if (process.env.TAWTHEEQ_DEBUG) printNote(error instanceof Error ? String(error.stack) : String(error));
  const failure = failureOf(error, words.messages);
  if (argv.includes('--json')) printJson(failure.problem);
  printNote(`tawtheeq: ${failure.line}`);
  process.exitCode = failure.exitCode;
}

/** Builds the program with its global options and all commands. */
function program(): Command {
  const { help } = words;
  const root = new Command('tawtheeq')
    .description(help.program)
    .version(packageVersion(), '--version', help.options.version)
    .helpOption('-h, --help', help.options.help)
    .option(
      '--url <url>',
      help.options.url,
      // An address from the environment is checked only by a command that calls the service.
      (value: string) => serviceAddress(value, words.messages, '--url'),
      process.env.TAWTHEEQ_URL || 'http://127.0.0.1:8080',
    )
    .option('--token <token>', help.options.token, process.env.TAWTHEEQ_TOKEN || undefined)
    .option('--json', help.options.json)
    .option('--lang <language>', help.options.lang, choiceOption(words.messages, ['ar', 'en']))
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => help.titles[title] ?? title,
      // A token from the environment is a default value too, which the help must not print.
      optionDescription: (option) =>
        option.long === '--url' ? `${option.description} (${option.defaultValue})` : option.description,
    })
    .configureOutput({ outputError: () => {} });
  for (const add of COMMANDS) add(root, words);
  addHelpCommand(root, help.commands.help);
  throwMisusedCommand(root);
  return root;
}

function packageVersion(): string {
  const file = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
