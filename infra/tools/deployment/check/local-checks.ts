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
  const [problem] = problemsOf(stage, words);
  if (problem !== undefined) return { found: missing(problem, words.editStages), stage: undefined };
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
  const ofForm = Object.entries(SETTINGS).flatMap(
    ([name, form]) => settingProblem(name, String(settings[name as keyof typeof SETTINGS] ?? ''), form) ?? [],
  );
  // What follows reads the address.
  if (ofForm.length > 0) return ofForm;
  const wrong = [
    /^\d{12}$/.test(stage.account) || words.wrongAccount(stage.account),
    /^[a-z]{2}(-[a-z]+)+-\d$/.test(stage.region) || words.wrongRegion(stage.region),
    stage.certificateArn?.startsWith(`arn:aws:acm:us-east-1:${stage.account}:certificate/`) ||
      words.wrongCertificateArn(String(stage.certificateArn)),
    // RFC 2606: nobody can have them.
    !/\.(example|test|invalid|localhost)$/.test(new URL(stage.publicBaseUrl).hostname) ||
      words.reservedAddress(stage.publicBaseUrl),
  ];
  return wrong.filter((one) => one !== true);
}

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
