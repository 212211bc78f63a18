import * as z from 'zod';
import { GLOBAL_REGION } from '../../../stages.ts';
import { AwsRefusal, call, query, valuesOf } from '../aws-request.ts';
import { later, missing, ok } from './finding.ts';
import type { RemoteCheck } from './remote-check.ts';

const STS = { name: 'sts', endpointVariable: 'STS' };
const ACCOUNT = { name: 'account', endpointVariable: 'ACCOUNT' };
const LAMBDA = { name: 'lambda', endpointVariable: 'LAMBDA' };
const CLOUDFRONT = { name: 'cloudfront', endpointVariable: 'CLOUDFRONT', isGlobal: true } as const;
const SSM = { name: 'ssm', endpointVariable: 'SSM', target: 'AmazonSSM', version: '1.1' } as const;
const ACM = { name: 'acm', endpointVariable: 'ACM', target: 'CertificateManager', version: '1.1' } as const;
const COGNITO = {
  name: 'cognito-idp',
  endpointVariable: 'COGNITO_IDENTITY_PROVIDER',
  target: 'AWSCognitoIdentityProviderService',
  version: '1.1',
} as const;
/** What the CDK's stacks ask of the bootstrap stack (`requiresBootstrapStackVersion` of the cloud assembly). */
export const BOOTSTRAP_VERSION = 6;
const BOOTSTRAP_PARAMETER = '/cdk-bootstrap/hnb659fds/version';

/** Whose credentials they are. Asked where every account may ask: the region may not be switched on yet. */
export const checkCredentials: RemoteCheck = async ({ account, stage, words }) => {
  const xml = await query(account, STS, '2011-06-15', { Action: 'GetCallerIdentity' }, GLOBAL_REGION);
  const [of] = valuesOf(xml, 'Account');
  if (of !== stage.account) return missing(words.otherAccount(String(of), stage.account), words.useAccount);
  return ok(valuesOf(xml, 'Arn')[0] ?? stage.account);
};

const optStatus = z.looseObject({ RegionOptStatus: z.string() });

/** Whether the account has switched on the region. */
export const checkRegion: RemoteCheck = async ({ account, stage, words }) => {
  const answer = await account.send({
    service: ACCOUNT,
    region: GLOBAL_REGION,
    path: '/getRegionOptStatus',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ RegionName: stage.region }),
  });
  const { RegionOptStatus: status } = optStatus.parse(JSON.parse(answer));
  if (status.startsWith('ENABLED')) return ok(`${stage.region}: ${status}`);
  if (status === 'ENABLING')
    return missing(words.regionEnabling(stage.region), words.waitForRegion(stage.region));
  return missing(
    words.regionDisabled(stage.region),
    `aws account enable-region --region-name ${stage.region}`,
  );
};

/** Whether Cognito answers in the region; SES is asked about its sending. */
export const checkServices: RemoteCheck = async ({ account, stage, words }) => {
  await call(account, COGNITO, 'ListUserPools', { MaxResults: 1 });
  return ok(words.cognitoAnswers(stage.region));
};

/** Whether the account may create distributions: nobody but an earlier one can tell. */
export const checkCloudFront: RemoteCheck = async ({ account, words }) => {
  const xml = await account.send({
    service: CLOUDFRONT,
    region: GLOBAL_REGION,
    method: 'GET',
    path: '/2020-05-31/distribution?MaxItems=1',
  });
  const [quantity] = valuesOf(xml, 'Quantity');
  return Number(quantity) > 0 ? ok(words.hasDistribution) : later(words.noDistribution, words.askSupport);
};

const certificate = z.looseObject({
  Certificate: z.looseObject({
    Status: z.string(),
    DomainName: z.string(),
    SubjectAlternativeNames: z.array(z.string()).optional(),
    DomainValidationOptions: z
      .array(
        z.looseObject({
          ResourceRecord: z.looseObject({ Name: z.string(), Value: z.string() }).optional(),
        }),
      )
      .optional(),
  }),
});

/** Whether the certificate is there, issued, and of the stage's address. */
export const checkCertificate: RemoteCheck = async ({ account, stage, words }) => {
  const { hostname } = new URL(stage.publicBaseUrl);
  const request = `aws acm request-certificate --region ${GLOBAL_REGION} --domain-name ${hostname} --validation-method DNS`;
  const answer = await unlessMissing('ResourceNotFoundException', () =>
    call(account, ACM, 'DescribeCertificate', { CertificateArn: stage.certificateArn }, GLOBAL_REGION),
  );
  if (answer === undefined) return missing(words.noCertificate(stage.certificateArn), request);
  const {
    Status,
    DomainName,
    SubjectAlternativeNames = [],
    DomainValidationOptions = [],
  } = certificate.parse(answer).Certificate;
  const names = [DomainName, ...SubjectAlternativeNames];
  if (!names.some((name) => covers(name, hostname)))
    return missing(words.otherCertificate(names.join(', '), hostname), request);
  if (Status === 'ISSUED') return ok(`${hostname}: ${Status}`);
  const record = DomainValidationOptions.find(({ ResourceRecord }) => ResourceRecord)?.ResourceRecord;
  return missing(
    words.certificateStatus(Status),
    record === undefined ? request : words.addRecord(`${record.Name} CNAME ${record.Value}`),
  );
};

/** Whether a name of a certificate is that of a host: a star stands for one label. */
const covers = (name: string, host: string): boolean =>
  name === host || (name.startsWith('*.') && host.split('.').slice(1).join('.') === name.slice(2));

const parameter = z.looseObject({ Parameter: z.looseObject({ Value: z.string() }) });

/** Whether both regions are bootstrapped for the CDK. */
export const checkBootstrap: RemoteCheck = async ({ account, stage, words, stageName }) => {
  const regions = [...new Set([stage.region, GLOBAL_REGION])];
  const versions = await Promise.all(
    regions.map(async (region) => {
      const answer = await unlessMissing('ParameterNotFound', () =>
        call(account, SSM, 'GetParameter', { Name: BOOTSTRAP_PARAMETER }, region),
      );
      const version = answer === undefined ? undefined : Number(parameter.parse(answer).Parameter.Value);
      return { region, version };
    }),
  );
  const wanting = versions.filter(({ version = 0 }) => version < BOOTSTRAP_VERSION);
  const found = versions.map(({ region, version }) => `${region}: ${version ?? '–'}`).join(', ');
  if (wanting.length === 0) return ok(found);
  const environments = wanting.map(({ region }) => `aws://${stage.account}/${region}`).join(' ');
  return missing(
    words.notBootstrapped(found, BOOTSTRAP_VERSION),
    `npx cdk bootstrap ${environments} -c stage=${stageName}`,
  );
};

const settings = z.looseObject({ AccountLimit: z.looseObject({ ConcurrentExecutions: z.number() }) });

/** Whether the account's quota of concurrent executions is what the stage says. */
export const checkExecutions: RemoteCheck = async ({ account, stage, words }) => {
  const answer = await account.send({ service: LAMBDA, method: 'GET', path: '/2016-08-19/account-settings' });
  const { ConcurrentExecutions: quota } = settings.parse(JSON.parse(answer)).AccountLimit;
  if (quota < stage.concurrentExecutions)
    return missing(words.fewExecutions(quota, stage.concurrentExecutions), words.lowerExecutions);
  if (quota >= USUAL_EXECUTIONS && stage.concurrentExecutions < USUAL_EXECUTIONS)
    return later(words.moreExecutions(quota), words.raiseExecutions);
  if (quota < USUAL_EXECUTIONS) return later(words.newAccount(quota), QUOTA_REQUEST);
  return ok(words.executions(quota));
};

const USUAL_EXECUTIONS = 1000;
const QUOTA_REQUEST = `aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${USUAL_EXECUTIONS}`;

const userPool = z.looseObject({ UserPool: z.looseObject({ UserPoolTier: z.string().optional() }) });

/** Whether the pool is on the plan that codes by email and our claims need. */
export const checkUserPool: RemoteCheck = async ({ account, words, outputs }) => {
  const poolId = (await outputs())?.get('UserPoolId');
  if (poolId === undefined) return later(words.poolComes, words.afterDeployment);
  const { UserPoolTier: plan } = userPool.parse(
    await call(account, COGNITO, 'DescribeUserPool', { UserPoolId: poolId }),
  ).UserPool;
  if (plan === 'LITE') return missing(words.wrongPlan(plan), words.choosePlan(poolId));
  return ok(`${poolId}: ${plan ?? '–'}`);
};

/** Returns undefined where a service says that there is no such thing. */
export async function unlessMissing<T>(code: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AwsRefusal && error.code === code) return undefined;
    throw error;
  }
}
