import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkIssuers, refuseInventedIssuers } from '../../../check-issuers.ts';
import { SETTINGS, settingProblem } from '../../../constructs/settings.ts';
import { SAMPLE, STAGES, type Stage } from '../../../stages.ts';
import { type Found, missing, ok } from './finding.ts';
import type { CheckWords } from './words.ts';

/** Checks the settings of a stage: that there are all of them, each of its form, and that they agree. */
export function checkStage(
  name: string,
  stages: Readonly<Record<string, Stage>>,
  words: CheckWords,
): { readonly found: Found; readonly stage: Stage | undefined } {
  if (name === SAMPLE) return refused(words.isSample);
  const stage = stages[name];
  if (stage === undefined) return refused(words.noStage(name, Object.keys(stages).join(', ') || '–'));
  const problems = problemsOf(stage, words);
  if (problems.length > 0) return { found: missing(problems.join('\n'), words.editStages), stage: undefined };
  return { found: ok(`${name}: ${stage.publicBaseUrl}, ${stage.account}, ${stage.region}`), stage };

  function refused(detail: string) {
    return { found: missing(detail, words.editStages), stage: undefined };
  }
}

function problemsOf(stage: Stage, words: CheckWords): string[] {
  const settings = {
    PublicBaseUrl: stage.publicBaseUrl,
    MailFrom: stage.mailFrom,
    SignInPrefix: stage.signInPrefix,
    AlarmEmail: stage.alarmEmail,
    ConcurrentExecutions: String(stage.concurrentExecutions),
  } satisfies Readonly<Record<keyof typeof SETTINGS, string>>;
  const { account, region, certificateArn, ...addresses } = stage;
  return [
    ...Object.entries(SETTINGS).flatMap(
      ([name, form]) =>
        settingProblem(name, String(settings[name as keyof typeof SETTINGS] ?? ''), form) ?? [],
    ),
    ...(/^\d{12}$/.test(account) ? [] : [words.wrongAccount(account)]),
    ...(/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? [] : [words.wrongRegion(region)]),
    ...(certificateArn?.startsWith(`arn:aws:acm:us-east-1:${account}:certificate/`)
      ? []
      : [words.wrongCertificateArn(String(certificateArn))]),
    ...(['publicBaseUrl', 'mailFrom', 'alarmEmail'] as const)
      .filter((name) => RESERVED_DOMAIN.test(addresses[name]))
      .map((name) => words.reservedAddress(name, addresses[name])),
  ];
}

/** At the end of an address: names that nobody can have (RFC 2606). */
const RESERVED_DOMAIN = /\.(example|test|invalid|localhost)(:\d+)?$/i;

/** Checks the issuers by the rules of synthesis, which refuses those of the sample. */
export function checkOwnIssuers(templates: string, words: CheckWords): Found {
  const files = readdirSync(join(templates, 'issuers')).filter((name) => name.endsWith('.json'));
  if (files.length === 0) return missing(words.noIssuers, words.addIssuers);
  try {
    checkIssuers(templates);
    refuseInventedIssuers(templates);
    return ok(files.map((file) => file.replace('.json', '')).join(', '));
  } catch (error) {
    return missing(error instanceof Error ? error.message : String(error), words.addIssuers);
  }
}

/** The stages of this working copy. */
export const ownStages = (): Readonly<Record<string, Stage>> => STAGES;
