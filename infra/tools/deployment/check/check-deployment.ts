import type { Stage } from '../../../stages.ts';
import { type AwsAccount, AwsRefusal, AwsUnreachable, openAwsAccount } from '../aws-request.ts';
import {
  checkBootstrap,
  checkCertificate,
  checkCloudFront,
  checkCredentials,
  checkExecutions,
  checkRegion,
  checkServices,
  checkUserPool,
} from './account-checks.ts';
import { checkAlarmEmail, checkSenderDomain, checkSending } from './email-checks.ts';
import { CHECKS, type CheckName, type Finding, type Found, unchecked } from './finding.ts';
import { checkOwnIssuers, checkStage } from './local-checks.ts';
import { type RemoteCheck, recordsOutputs } from './remote-check.ts';
import type { CheckWords } from './words.ts';

const REMOTE: Readonly<Record<Exclude<CheckName, 'stage' | 'issuers'>, RemoteCheck>> = {
  credentials: checkCredentials,
  region: checkRegion,
  services: checkServices,
  cloudfront: checkCloudFront,
  certificate: checkCertificate,
  bootstrap: checkBootstrap,
  executions: checkExecutions,
  senderDomain: checkSenderDomain,
  sending: checkSending,
  userPool: checkUserPool,
  alarmEmail: checkAlarmEmail,
};

/** What is checked, and in which words it is said. */
export interface DeploymentCheck {
  readonly stageName: string;
  readonly stages: Readonly<Record<string, Stage>>;
  /** The folder of templates, with the issuers. */
  readonly templates: string;
  readonly words: CheckWords;
  readonly onFinding: (finding: Finding) => void;
}

/**
 * Checks what a deployment needs, and changes nothing. What AWS can't be asked is
 * `unchecked`, with the reason; nothing is guessed.
 */
export async function checkDeployment(check: DeploymentCheck): Promise<Finding[]> {
  const { stageName, stages, templates, words, onFinding } = check;
  const findings: Finding[] = [];
  const add = (name: CheckName, found: Found) => {
    findings.push({ check: name, ...found });
    onFinding({ check: name, ...found });
  };
  const { found, stage } = checkStage(stageName, stages, words);
  add('stage', found);
  add('issuers', checkOwnIssuers(templates, words));
  const ask = stage === undefined ? undefined : await askerOf(stage, check);
  let reason = stage === undefined ? words.needsStage : undefined;
  for (const name of CHECKS) {
    if (name === 'stage' || name === 'issuers') continue;
    const answer =
      ask === undefined || reason !== undefined ? unchecked(reason ?? '') : await ask(REMOTE[name]);
    add(name, answer);
    // Of another account, nothing that follows would be about this deployment.
    if (name === 'credentials' && answer.outcome !== 'ok') reason = reason ?? answer.detail;
  }
  return findings;
}

/** Returns what makes a check with the credentials of the environment; without them it says why it can't. */
async function askerOf(
  stage: Stage,
  { stageName, words }: DeploymentCheck,
): Promise<(check: RemoteCheck) => Promise<Found>> {
  let account: AwsAccount;
  try {
    account = await openAwsAccount({ region: stage.region });
  } catch (error) {
    const found = uncheckedBy(error);
    return async (check) => (check === checkCredentials ? { ...found, remedy: words.useAccount } : found);
  }
  let asked: ReturnType<typeof recordsOutputs> | undefined;
  const outputs = () => (asked ??= recordsOutputs(account));
  return async (check) => {
    try {
      return await check({ account, stage, stageName, words, outputs });
    } catch (error) {
      return uncheckedBy(error);
    }
  };
}

/** @throws what isn't an answer of AWS, nor the lack of one */
function uncheckedBy(error: unknown): Found {
  if (error instanceof AwsRefusal || error instanceof AwsUnreachable) return unchecked(error.message);
  throw error;
}
