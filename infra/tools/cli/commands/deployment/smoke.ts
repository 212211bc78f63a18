import type { Command } from 'commander';
import { ApiClient } from '../../../../../functions/client/api-client.ts';
import { displayId } from '../../../../../functions/domain/certificate/certificate-id.ts';
import { listIssuers } from '../../../../../functions/routes/issuers.ts';
import { withExamples } from '../../arguments/examples.ts';
import { inColumn } from '../../output/display-width.ts';
import { print, printJson, printNote } from '../../output/print.ts';
import { WrongUsage } from '../../session/exit-codes.ts';
import {
  type GlobalOptions,
  isLoopback,
  openSession,
  type Session,
  type Words,
} from '../../session/session.ts';
import { KeptSessions } from '../../session/sign-in/kept-sessions.ts';
import type { Left } from '../../smoke/run-smoke.ts';
import type { StepResult } from '../../smoke/steps.ts';
import type { Messages } from '../../wording/messages-en.ts';

interface Options {
  readonly issuer?: string;
  readonly secondToken?: string;
}

/** Adds `smoke`: lets one synthetic certificate live in a deployment, from its import to its revocation, and rings an alarm. */
export function addSmoke(program: Command, words: Words): void {
  const { help } = words;
  const command = program
    .command('smoke')
    .description(help.commands.smoke)
    .option('--issuer <id>', help.options.smokeIssuer)
    .option(
      '--second-token <token>',
      help.options.secondToken,
      process.env.TAWTHEEQ_SECOND_TOKEN || undefined,
    );
  withExamples(command, help, [
    'smoke',
    'smoke --url https://verify.cluster.example --issuer my-cluster',
  ]).action(async ({ issuer, secondToken }: Options, self: Command) => {
    const session = await openSession(self, words, 'coordinator');
    const { messages, json, api } = session;
    const issuerId = issuer ?? (await onlyIssuer(session));
    const second = await secondPerson(session, secondToken, self, words);
    // Loaded on demand, with the readers of PDF files and the clients of AWS.
    const { runSmoke } = await import('../../smoke/run-smoke.ts');
    const { Steps } = await import('../../smoke/steps.ts');
    const { ring } = await import('../../smoke/ring.ts');
    const steps = new Steps(messages, (result) => {
      if (!json) print(stepLine(result, messages));
    });
    const left = await runSmoke({
      session,
      issuerId,
      second,
      askToRelease: (importId) => printNote(messages.smoke.askToRelease(importId, api.baseUrl)),
      ring: () => ring(api.baseUrl, messages),
      steps,
    });
    process.exitCode = steps.exitCode;
    if (json) printJson({ url: api.baseUrl, issuerId, steps: steps.results, left });
    else print(`\n${leftLine(left, messages)}`);
  });
}

/** Returns the only issuer, or on this machine the first one of the sample. @throws WrongUsage where there are several */
async function onlyIssuer({ api, messages }: Session): Promise<string> {
  const issuerIds: string[] = [];
  for await (const { issuerId } of api.list(listIssuers, {})) issuerIds.push(issuerId);
  const [first, ...others] = issuerIds;
  if (first === undefined || (others.length > 0 && !isLoopback(api.baseUrl)))
    throw new WrongUsage(messages.smoke.oneIssuer(issuerIds.join(messages.comma)));
  return first;
}

/** Returns the session of the second person, if there is one here: by their token, or of the embedded cloud's sample. */
async function secondPerson(
  { api, language, json, messages }: Session,
  token: string | undefined,
  command: Command,
  words: Words,
): Promise<Session | undefined> {
  if (token !== undefined)
    return { api: new ApiClient({ baseUrl: api.baseUrl, language, token }), language, json, messages };
  const isNobodySignedIn =
    command.optsWithGlobals<GlobalOptions>().token === undefined &&
    new KeptSessions().find(api.baseUrl) === undefined;
  return isNobodySignedIn ? openSession(command, words, 'supervisor') : undefined;
}

/** `ok        import            1.2 s  one opportunity …`, and below a failure what to do. */
function stepLine({ step, outcome, milliseconds, detail, remedy }: StepResult, { smoke }: Messages): string {
  const columns = [
    inColumn(smoke.outcomes[outcome], Object.values(smoke.outcomes)),
    inColumn(smoke.steps[step], Object.values(smoke.steps)),
    smoke.seconds((milliseconds / 1000).toFixed(1)).padStart(8),
    detail,
  ];
  const line = columns.join('  ');
  return remedy === undefined ? line : `${line}\n  → ${remedy}`;
}

function leftLine({ certificateId, isRevoked, importIds, ...records }: Left, messages: Messages): string {
  const { smoke, comma } = messages;
  const named = certificateId !== undefined;
  const parts = [
    ...(named ? [smoke.leftCertificate(displayId(certificateId), isRevoked)] : []),
    ...(named && isRevoked ? [smoke.leftRecords(records.opportunityId, records.volunteerId)] : []),
    ...(named && isRevoked ? [] : importIds.length > 0 ? [smoke.leftImports(importIds.join(comma))] : []),
  ];
  const shown = parts.length === 0 ? [smoke.leftNothing] : parts;
  return [smoke.left, ...shown.map((part) => `  ${part}`)].join('\n');
}
