import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import type { LoopbackServer } from '../../../infra/local/loopback-server.ts';
import { synthesized } from '../../../infra/local/setup/synthesize.mjs';
import type { Stage } from '../../../infra/stages.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';
import { BOOTSTRAP_VERSION } from '../../../infra/tools/deployment/check/account-checks.ts';
import { checkDeployment } from '../../../infra/tools/deployment/check/check-deployment.ts';
import { type Finding, verdictOf } from '../../../infra/tools/deployment/check/finding.ts';
import { PRODUCTION } from '../../infra/production-stage.ts';
import { runTawtheeq } from '../cli/run-tawtheeq.ts';
import {
  ACCESS_KEY,
  NO_CREDENTIALS,
  PREPARED,
  type ScriptedAnswer,
  startScriptedAccount,
} from './scripted-account.ts';

const STAGE: Stage = {
  ...PRODUCTION,
  publicBaseUrl: 'https://verify.example.org',
  mailFrom: 'a@example.org',
  alarmEmail: 'b@example.org',
};
const { codesThroughSes: _, ...FIRST } = STAGE;
const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-check-'));
let before: NodeJS.ProcessEnv;
let server: LoopbackServer | undefined;

beforeAll(() => {
  mkdirSync(join(folder, 'issuers'));
  for (const entry of readdirSync(templatesDirectory()))
    if (entry !== 'issuers') symlinkSync(join(templatesDirectory(), entry), join(folder, entry));
  const file = join(templatesDirectory(), 'issuers', 'rawabi-health-cluster.json');
  const issuer = { ...JSON.parse(readFileSync(file, 'utf8')), domain: 'cluster.example.org' };
  writeFileSync(join(folder, 'issuers', 'rawabi-health-cluster.json'), JSON.stringify(issuer));
});
beforeEach(() => {
  before = { ...process.env };
});
afterEach(async () => {
  process.env = before;
  await server?.stop();
  server = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks a stage against an account that answers as everything is done, but for some operations. */
async function check(
  changed: Readonly<Record<string, ScriptedAnswer>> = {},
  {
    stage = STAGE,
    stageName = 'production',
    templates = folder,
  }: Partial<{
    stage: Stage;
    stageName: string;
    templates: string;
  }> = {},
): Promise<readonly Finding[]> {
  server = await startScriptedAccount({ ...PREPARED, ...changed });
  Object.assign(process.env, NO_CREDENTIALS, ACCESS_KEY, { AWS_ENDPOINT_URL: server.url });
  return findingsOf(stage, stageName, templates);
}

const findingsOf = (stage: Stage, stageName = 'production', templates = folder) =>
  checkDeployment({
    stageName,
    stages: { production: stage },
    templates,
    words: messagesIn('en').deployCheck,
    onFinding: () => {},
  });

/** What isn't `ok`: the check, its outcome, and what to do. */
const open = (findings: readonly Finding[]) =>
  findings
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ check: name, outcome, remedy }) => [name, outcome, remedy]);

describe('npx tawtheeq deploy --check', () => {
  test('finds nothing missing where everything is done', async () => {
    const findings = await check();
    expect(findings.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(findings).toHaveLength(13);
    expect(verdictOf(findings)).toBe('ok');
  });

  test('puts off what the first deployment makes', async () => {
    const findings = await check(
      {
        'cloudformation DescribeStacks': { refusal: 'ValidationError' },
        'me-central-1 ses GET /v2/email/identities/example.org': {
          refusal: 'NotFoundException',
          status: 404,
        },
        'us-east-1 cloudfront GET /2020-05-31/distribution?MaxItems=1': '<L><Quantity>0</Quantity></L>',
        'me-central-1 lambda GET /2016-08-19/account-settings': {
          AccountLimit: { ConcurrentExecutions: 10 },
        },
      },
      { stage: { ...FIRST, concurrentExecutions: 10 } },
    );
    expect(open(findings).map(([name, outcome]) => `${name} ${outcome}`)).toEqual([
      'cloudfront later',
      'executions later',
      'senderDomain later',
      'userPool later',
      'alarmEmail later',
    ]);
    expect(verdictOf(findings)).toBe('ok');
  });

  const REQUEST =
    'aws acm request-certificate --region us-east-1 --domain-name verify.example.org --validation-method DNS';
  test.each<[string, string, ScriptedAnswer, string, string]>([
    [
      'a region that is off',
      'us-east-1 account POST /getRegionOptStatus',
      { RegionOptStatus: 'DISABLED' },
      'region',
      'aws account enable-region --region-name me-central-1',
    ],
    [
      'a certificate that is not there',
      'us-east-1 acm DescribeCertificate',
      { refusal: 'ResourceNotFoundException' },
      'certificate',
      REQUEST,
    ],
    [
      'a certificate of another address',
      'us-east-1 acm DescribeCertificate',
      { Certificate: { Status: 'ISSUED', DomainName: '*.verify.example.org' } },
      'certificate',
      REQUEST,
    ],
    [
      'a certificate that waits for its record',
      'us-east-1 acm DescribeCertificate',
      {
        Certificate: {
          Status: 'PENDING_VALIDATION',
          DomainName: 'verify.example.org',
          DomainValidationOptions: [{ ResourceRecord: { Name: '_a.verify.example.org.', Value: '_b.acm.' } }],
        },
      },
      'certificate',
      'Add this record to the DNS, and wait until it is ISSUED: _a.verify.example.org. CNAME _b.acm.',
    ],
    [
      'a region without bootstrap',
      'us-east-1 ssm GetParameter',
      { refusal: 'ParameterNotFound' },
      'bootstrap',
      'npx cdk bootstrap aws://123456789012/us-east-1 -c stage=production',
    ],
    [
      'an old bootstrap',
      'me-central-1 ssm GetParameter',
      { Parameter: { Value: '5' } },
      'bootstrap',
      'npx cdk bootstrap aws://123456789012/me-central-1 -c stage=production',
    ],
    [
      'a quota below the stage’s',
      'me-central-1 lambda GET /2016-08-19/account-settings',
      { AccountLimit: { ConcurrentExecutions: 400 } },
      'executions',
      'Set concurrentExecutions: 10',
    ],
    [
      'a domain that codes need',
      'me-central-1 ses GET /v2/email/identities/example.org',
      { VerifiedForSendingStatus: false },
      'senderDomain',
      'Leave codesThroughSes out',
    ],
    [
      'the sandbox',
      'me-central-1 ses GET /v2/email/account',
      {
        ProductionAccessEnabled: false,
        SendingEnabled: true,
        SendQuota: { Max24HourSend: 200, MaxSendRate: 1 },
      },
      'sending',
      'aws sesv2 put-account-details --region me-central-1 --production-access-enabled',
    ],
    [
      'a plan without codes',
      'cognito-idp DescribeUserPool',
      { UserPool: { UserPoolTier: 'LITE' } },
      'userPool',
      'Choose Essentials',
    ],
    ...['me-central-1', 'us-east-1'].map((region): [string, string, ScriptedAnswer, string, string] => [
      `an address that did not confirm the alarms of ${region}`,
      `${region} sns ListSubscriptionsByTopic`,
      '<L><SubscriptionArn>PendingConfirmation</SubscriptionArn></L>',
      'alarmEmail',
      'Open both emails of SNS',
    ]),
  ])('names what to do about %s', async (_what, operation, answer, name, remedy) => {
    const findings = await check({ [operation]: answer });
    expect(open(findings)).toEqual([[name, 'missing', expect.stringContaining(remedy)]]);
    expect(verdictOf(findings)).toBe('missing');
  });

  test('guesses nothing about what the credentials may not read', async () => {
    const findings = await check({ 'me-central-1 ssm GetParameter': { refusal: 'AccessDeniedException' } });
    expect(findings.filter(({ outcome }) => outcome !== 'ok')).toEqual([
      { check: 'bootstrap', outcome: 'unchecked', detail: 'AccessDeniedException: No & no' },
    ]);
    expect(verdictOf(findings)).toBe('unchecked');
  });

  test('asks nothing more with the credentials of another account', async () => {
    const findings = await check({
      'us-east-1 sts GetCallerIdentity': '<R><Account>999999999999</Account></R>',
    });
    expect(open(findings)[0]?.slice(0, 2)).toEqual(['credentials', 'missing']);
    const others = findings.slice(3);
    expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['unchecked']));
    expect(others[0]?.detail).toContain('999999999999');
  });

  test('says of everything in the account that it could not be checked without credentials', async () => {
    Object.assign(process.env, NO_CREDENTIALS);
    const findings = await findingsOf(STAGE);
    expect(findings.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(findings.slice(2)).toHaveLength(11);
    expect(findings[2]?.remedy).toContain('AWS_PROFILE');
    for (const { outcome, detail } of findings.slice(2))
      expect([outcome, detail]).toEqual(['unchecked', expect.stringMatching(/credentials/i)]);
    expect(verdictOf(findings)).toBe('unchecked');
  });

  test.each<[string, Partial<Record<keyof Stage, unknown>>, string]>([
    ['a setting that is not there', { alarmEmail: undefined }, 'alarmEmail'],
    ['a slash at the end of the address', { publicBaseUrl: 'https://verify.example.org/' }, 'publicBaseUrl'],
    ['an address without https', { publicBaseUrl: 'verify.example.org' }, 'publicBaseUrl'],
    ['an address for examples', { publicBaseUrl: 'https://verify.cluster.example' }, 'reserved for examples'],
    ['a sender for examples', { mailFrom: 'a@cluster.example' }, 'mailFrom a@cluster.example'],
    ['a reader of alarms for examples', { alarmEmail: 'a@b.INVALID' }, 'alarmEmail a@b.INVALID'],
    ['a certificate of another account', { account: '210987654321' }, 'certificateArn'],
    ['an account that is none', { account: '1234' }, 'twelve digits'],
  ])('refuses %s', async (_what, changed, named) => {
    const [stage, ...others] = await check({}, { stage: { ...STAGE, ...changed } as Stage });
    expect([stage?.outcome, stage?.detail]).toEqual(['missing', expect.stringContaining(named)]);
    expect(others.slice(1).every(({ outcome }) => outcome === 'unchecked')).toBe(true);
  });

  test('names everything that is wrong with a stage at once', async () => {
    const wrong = { account: '1234', region: 'Riyadh', mailFrom: 'nobody', signInPrefix: 'aws' };
    const [stage] = await check({}, { stage: { ...STAGE, ...wrong } as Stage });
    const lines = stage?.detail.split('\n') ?? [];
    expect(
      lines.map((line) => /mailFrom|signInPrefix|account|region|certificateArn/.exec(line)?.[0]),
    ).toEqual(['mailFrom', 'signInPrefix', 'account', 'region', 'certificateArn']);
  });

  test('refuses the issuers of the sample', async () => {
    const [, sample] = await check({}, { templates: templatesDirectory() });
    expect([sample?.outcome, sample?.detail]).toEqual(['missing', expect.stringContaining('invented')]);
  });

  test('asks for the bootstrap that the stacks ask for', () => {
    const manifest = JSON.parse(readFileSync(join(synthesized(), 'manifest.json'), 'utf8'));
    const versions = Object.values(
      manifest.artifacts as Record<string, { properties?: Record<string, number> }>,
    )
      .map(({ properties }) => properties?.requiresBootstrapStackVersion)
      .filter((version) => version !== undefined);
    expect(Math.max(...versions)).toBe(BOOTSTRAP_VERSION);
  });

  test('refuses the sample as a stage, in both languages, and to deploy', async () => {
    const english = await runTawtheeq(['deploy', '--check', '--stage', 'sample'], { env: NO_CREDENTIALS });
    expect(english.exitCode).toBe(1);
    expect(english.stdout).toMatch(/^MISSING {6}stage +the sample cannot be deployed\n {2}→ Describe/);
    expect(english.stdout).toMatch(/^NOT CHECKED {2}credentials +could not check, because: /m);
    const arabic = await runTawtheeq(['deploy', '--check', '--stage', 'production', '--lang', 'ar']);
    expect([arabic.exitCode, arabic.stdout]).toEqual([1, expect.stringContaining('لا بيئة باسم production')]);
    const deploying = await runTawtheeq(['deploy', '--stage', 'production']);
    expect([deploying.exitCode, deploying.stderr]).toEqual([2, expect.stringContaining('npx cdk deploy')]);
  });
});
