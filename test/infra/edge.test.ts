import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { CACHED_PATHS } from '../../infra/edge-stack.ts';
import type { Resource } from './assembly.ts';

const STACKS = [
  'Tawtheeq-Records',
  'Tawtheeq-Service',
  'Tawtheeq-Alarms',
  'Tawtheeq-Firewall',
  'Tawtheeq-Edge',
] as const;
const MOST_RESOURCES = 500;

const folder = mkdtempSync(path.join(tmpdir(), 'stage-'));
const resources = {} as Record<(typeof STACKS)[number], Record<string, Resource>>;
const parameters = {} as Record<(typeof STACKS)[number], object>;

// Fails with the findings of the rules, which name regions and accounts otherwise than in the sample.
beforeAll(() => {
  const script = path.join(import.meta.dirname, 'synthesize-stage.ts');
  execFileSync(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  for (const stack of STACKS) {
    const template = JSON.parse(readFileSync(path.join(folder, `${stack}.template.json`), 'utf8'));
    resources[stack] = template.Resources;
    parameters[stack] = template.Parameters;
  }
}, 480_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function theOne(stack: (typeof STACKS)[number], type: string): Record<string, unknown> {
  const found = Object.values(resources[stack]).filter(({ Type }) => Type === type);
  expect(found).toHaveLength(1);
  return found[0]?.Properties ?? {};
}

interface Behaviour {
  readonly PathPattern?: string;
  readonly CachePolicyId: unknown;
  readonly ResponseHeadersPolicyId: unknown;
  readonly ViewerProtocolPolicy: string;
  readonly FunctionAssociations: readonly { readonly EventType: string }[];
}
const distribution = () =>
  theOne('Tawtheeq-Edge', 'AWS::CloudFront::Distribution').DistributionConfig as {
    readonly Aliases: string[];
    readonly WebACLId: object;
    readonly ViewerCertificate: object;
    readonly DefaultCacheBehavior: Behaviour;
    readonly CacheBehaviors: Behaviour[];
    readonly CustomErrorResponses: { ErrorCode: number; ErrorCachingMinTTL: number }[];
    readonly Origins: { OriginCustomHeaders: { HeaderName: string; HeaderValue: unknown }[] }[];
  };

describe('the stacks of a stage', () => {
  test.each(STACKS)('%s has no more resources than a stack may have', (stack) => {
    expect(Object.keys(resources[stack]).length).toBeLessThan(MOST_RESOURCES);
  });

  test.each(STACKS)(
    '%s has no parameter of ours, whose earlier value a later deployment would keep',
    (stack) => {
      expect(Object.keys(parameters[stack])).toEqual(['BootstrapVersion']);
    },
  );
});

test('the user pool sends its codes from the confirmed address, beyond the 50 emails a day of Cognito', () => {
  expect(theOne('Tawtheeq-Records', 'AWS::Cognito::UserPool').EmailConfiguration).toEqual({
    EmailSendingAccount: 'DEVELOPER',
    From: 'certificates@cluster.example',
    SourceArn: 'arn:aws:ses:me-central-1:123456789012:identity/cluster.example',
  });
});

test('the clients offer the providers that the stage names, beside codes by email', () => {
  const clients = Object.values(resources['Tawtheeq-Service']).filter(
    ({ Type }) => Type === 'AWS::Cognito::UserPoolClient',
  );
  expect(clients.map(({ Properties }) => Properties.SupportedIdentityProviders)).toEqual([
    ['COGNITO', 'NationalSignOn'],
    ['COGNITO', 'NationalSignOn'],
  ]);
});

describe('the distribution', () => {
  test('tells browsers to ask by https alone for two years, with every answer', () => {
    expect(
      theOne('Tawtheeq-Edge', 'AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig,
    ).toMatchObject({
      SecurityHeadersConfig: {
        StrictTransportSecurity: { AccessControlMaxAgeSec: 730 * 86_400, Override: true },
      },
    });
    const [policy] =
      Object.entries(resources['Tawtheeq-Edge']).find(
        ([, { Type }]) => Type === 'AWS::CloudFront::ResponseHeadersPolicy',
      ) ?? [];
    const { DefaultCacheBehavior, CacheBehaviors } = distribution();
    for (const { ResponseHeadersPolicyId } of [DefaultCacheBehavior, ...CacheBehaviors])
      expect(ResponseHeadersPolicyId).toEqual({ Ref: policy });
  });

  test('answers at the public address, with its certificate and web ACL, by https alone', () => {
    expect(distribution()).toMatchObject({
      Aliases: ['verify.cluster.example'],
      ViewerCertificate: {
        AcmCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
    });
    expect(distribution().WebACLId).toMatchObject({
      'Fn::GetStackOutput': { StackName: 'Tawtheeq-Firewall', Region: 'us-east-1' },
    });
    for (const behaviour of [distribution().DefaultCacheBehavior, ...distribution().CacheBehaviors])
      expect(behaviour.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  test('keeps what is for everybody as long as the API says, and no error for longer', () => {
    expect(distribution().CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([...CACHED_PATHS]);
    expect(theOne('Tawtheeq-Edge', 'AWS::CloudFront::CachePolicy')).toMatchObject({
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: { Headers: ['Accept', 'Accept-Language'] },
          QueryStringsConfig: { QueryStringBehavior: 'all' },
        },
      },
    });
    const kept = distribution().CustomErrorResponses;
    expect(kept.map(({ ErrorCode }) => ErrorCode)).toEqual(
      expect.arrayContaining([400, 404, 500, 502, 503, 504]),
    );
    for (const { ErrorCachingMinTTL } of kept) expect(ErrorCachingMinTTL).toBe(0);
  });

  test('keeps nothing that asks for a sign-in', () => {
    const patterns = CACHED_PATHS.map(
      (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
    );
    const kept = ROUTE_TABLE.filter((route) => patterns.some((pattern) => pattern.test(route.path)));
    expect(kept.map((route) => route.path)).toEqual(
      expect.arrayContaining(['/verify/{id}', '/status/{listId}']),
    );
    for (const { path: address, roles } of kept)
      expect({ address, roles }).toEqual({ address, roles: 'public' });
  });

  test('runs its function at every request of a viewer', () => {
    for (const behaviour of [distribution().DefaultCacheBehavior, ...distribution().CacheBehaviors])
      expect(behaviour.FunctionAssociations.map(({ EventType }) => EventType)).toEqual(['viewer-request']);
    const { FunctionCode } = theOne('Tawtheeq-Edge', 'AWS::CloudFront::Function');
    const source = new URL('../../functions/edge/viewer-request.js', import.meta.url);
    expect(FunctionCode).toBe(readFileSync(source, 'utf8'));
  });
});

describe('the API’s own address', () => {
  test('answers nobody: each of its functions demands the secret that the distribution sends', () => {
    const [header] = distribution().Origins.flatMap(({ OriginCustomHeaders }) => OriginCustomHeaders);
    expect(header?.HeaderName).toBe('x-tawtheeq-edge');
    expect(JSON.stringify(header?.HeaderValue)).toContain('resolve:secretsmanager');

    const service = Object.entries(resources['Tawtheeq-Service']);
    const integrations = service.filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Integration');
    const called = JSON.stringify(integrations.map(([, { Properties }]) => Properties.IntegrationUri));
    const behindApi = service.filter(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && called.includes(`"${id}"`),
    );
    expect(behindApi).toHaveLength(integrations.length);
    for (const [id, { Properties }] of behindApi) {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect({ id, secret: JSON.stringify(Variables.EDGE_SECRET ?? null) }).toEqual({
        id,
        secret: expect.stringContaining('resolve:secretsmanager'),
      });
    }
  });
});
