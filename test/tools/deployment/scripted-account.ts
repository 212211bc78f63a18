import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from '../../../infra/local/loopback-server.ts';
import { requestBody } from '../../../infra/local/request-body.ts';

/** The access key of the scripted account. */
export const ACCESS_KEY = { AWS_ACCESS_KEY_ID: 'SCRIPTED', AWS_SECRET_ACCESS_KEY: 'scripted-secret' };

/** The environment of a shell without credentials. */
export const NO_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
};

/** What an operation answers: JSON as an object, XML as a text; or a refusal, `{ refusal, status? }`. */
export type ScriptedAnswer = Readonly<Record<string, unknown>> | string;

const TOPIC = 'arn:aws:sns:me-central-1:123456789012:Alarms';
const WEB_ACL_TOPIC = 'arn:aws:sns:us-east-1:123456789012:Alarms';

/** What an account answers in which everything is done for the stage of the tests. */
export const PREPARED: Readonly<Record<string, ScriptedAnswer>> = {
  'us-east-1 sts GetCallerIdentity':
    '<R><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/huda</Arn></R>',
  'us-east-1 account POST /getRegionOptStatus': { RegionName: 'me-central-1', RegionOptStatus: 'ENABLED' },
  'me-central-1 cognito-idp ListUserPools': { UserPools: [] },
  'us-east-1 cloudfront GET /2020-05-31/distribution?MaxItems=1': '<L><Quantity>1</Quantity></L>',
  'us-east-1 acm DescribeCertificate': {
    Certificate: { Status: 'ISSUED', DomainName: '*.example.org', SubjectAlternativeNames: ['example.org'] },
  },
  'me-central-1 ssm GetParameter': { Parameter: { Value: '30' } },
  'us-east-1 ssm GetParameter': { Parameter: { Value: '6' } },
  'me-central-1 lambda GET /2016-08-19/account-settings': { AccountLimit: { ConcurrentExecutions: 1000 } },
  'me-central-1 ses GET /v2/email/identities/example.org': { VerifiedForSendingStatus: true },
  'me-central-1 ses GET /v2/email/account': {
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
  },
  'cloudformation DescribeStacks':
    '<S><member><OutputValue>me-central-1_pool</OutputValue><OutputKey>UserPoolId</OutputKey></member></S>',
  'cognito-idp DescribeUserPool': { UserPool: { UserPoolTier: 'ESSENTIALS' } },
  'monitoring DescribeAlarms': {
    MetricAlarms: [{ AlarmName: 'Tawtheeq-Alarms-A', StateValue: 'OK', AlarmActions: [TOPIC] }],
  },
  'us-east-1 monitoring DescribeAlarms': {
    MetricAlarms: [{ AlarmName: 'Tawtheeq-Firewall-A', StateValue: 'OK', AlarmActions: [WEB_ACL_TOPIC] }],
  },
  'sns ListSubscriptionsByTopic': `<L><SubscriptionArn>${TOPIC}:1</SubscriptionArn></L>`,
  'us-east-1 sns ListSubscriptionsByTopic': `<L><SubscriptionArn>${WEB_ACL_TOPIC}:1</SubscriptionArn></L>`,
};

/**
 * Starts what answers the requests of an AWS account by their operation, as `acm DescribeCertificate`, or with the region
 * before it. It refuses a wrong signature, and an operation without an answer.
 */
export function startScriptedAccount(
  answers: Readonly<Record<string, ScriptedAnswer>>,
): Promise<LoopbackServer> {
  return listenOnLoopback(async (request, response) => {
    const body = (await requestBody(request, 64 * 1024)) ?? Buffer.of();
    const signed = credentialOf(request);
    const name = `${signed.service} ${operationOf(request, body.toString())}`;
    const answer =
      signed.signature === signatureOf(request, body, signed)
        ? (answers[`${signed.region} ${name}`] ??
          answers[name] ??
          refusal(`Unscripted ${signed.region} ${name}`))
        : refusal('SignatureDoesNotMatch');
    const code = typeof answer === 'object' ? answer.refusal : undefined;
    response.writeHead(code === undefined ? 200 : Number((answer as { status?: number }).status ?? 400));
    if (code !== undefined)
      response.end(
        speaksXml(signed.service)
          ? `<ErrorResponse><Error><Code>${code}</Code><Message>No &amp; no</Message></Error></ErrorResponse>`
          : JSON.stringify({ __type: `com.amazonaws#${code}`, message: 'No & no' }),
      );
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
}

const refusal = (code: string) => ({ refusal: code });
const speaksXml = (service: string) => ['sts', 'sns', 'cloudformation', 'cloudfront'].includes(service);

/** Returns the operation by any of the three ways in which services name it. */
function operationOf({ headers, method, url = '' }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(body).get('Action') ?? `${method} ${url}`;
}

interface Signed {
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

function credentialOf({ headers }: IncomingMessage): Signed {
  const [, day = '', region = '', service = '', signedHeaders = '', signature = ''] =
    /Credential=\w+\/(\d+)\/([\w-]+)\/([\w-]+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  return { day, region, service, signedHeaders, signature };
}

/** Computes the signature as AWS does (Signature Version 4). */
function signatureOf(
  { headers, method, url = '' }: IncomingMessage,
  body: Buffer,
  { day, region, service, signedHeaders }: Signed,
): string {
  const [path = '', search = ''] = url.split('?');
  const canonical = [
    method,
    path,
    [...new URLSearchParams(search)]
      .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signedHeaders,
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash].join('\n');
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    mac,
    `AWS4${ACCESS_KEY.AWS_SECRET_ACCESS_KEY}`,
  );
  return mac(key, toSign).toString('hex');
}
