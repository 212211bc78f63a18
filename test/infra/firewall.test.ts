import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { ofType, type Resource } from './assembly.ts';
import { type AlarmRule, stateOf } from './cloudwatch.ts';
import { firewallStack } from './firewall-stack.ts';

interface Visibility {
  readonly MetricName: string;
  readonly CloudWatchMetricsEnabled: boolean;
}
interface RateRule {
  readonly Name: string;
  readonly Statement: { RateBasedStatement: { Limit: number; ScopeDownStatement?: object } };
  readonly Action: { Block: { CustomResponse: { ResponseCode: number } } };
  readonly VisibilityConfig: Visibility;
}

const folder = mkdtempSync(path.join(tmpdir(), 'firewall-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { Resources } = firewallStack(folder).template;
const resources = new Map(Object.entries(Resources as Record<string, Resource>));
const [[, acl] = []] = ofType(resources, 'AWS::WAFv2::WebACL');
if (acl === undefined) throw new Error('There is no web ACL');
const { Rules, VisibilityConfig } = acl.Properties as { Rules: RateRule[]; VisibilityConfig: Visibility };

describe('the web ACL', () => {
  const rules = Rules.map(({ Name, Statement, Action }) => ({
    name: Name,
    limit: Statement.RateBasedStatement.Limit,
    status: Action.Block.CustomResponse.ResponseCode,
    paths: [
      ...JSON.stringify(Statement.RateBasedStatement.ScopeDownStatement ?? {}).matchAll(
        /"RegexString":"(\^\/(?:[^"\\]|\\.)*)"/g,
      ),
    ].map(([, text]) => new RegExp(JSON.parse(`"${text}"`))),
  }));

  test('gives each address a rate, lists of IDs one of their own', () => {
    expect(rules).toMatchObject([
      { name: 'Lists', limit: 50, status: 429 },
      { name: 'Public', limit: 1000, status: 429 },
      { name: 'All', limit: 10_000, status: 429 },
    ]);
  });

  test('counts every address of verification as public, and no page of the console', () => {
    const [lists, everybody] = rules.map(({ paths }) => paths[0]);
    for (const address of ['/verify', '/verify/list']) expect(address).toMatch(lists ?? /^$/);
    expect('/verify/b1p90ch35abartz768').not.toMatch(lists ?? /^/);
    for (const address of [
      '/verify',
      '/verify/b1p9',
      '/v/b1p9',
      '/my/links',
      '/status/x',
      '/.well-known/jwks.json',
    ])
      expect(address).toMatch(everybody ?? /^$/);
    for (const address of ['/console', '/batches', '/me/hours', '/volunteers'])
      expect(address).not.toMatch(everybody ?? /^/);
  });
});

/** Routes that need no account, and yet have the rate of everything. */
const NOT_COUNTED_AS_PUBLIC: Readonly<Record<string, string>> = {
  'GET /console': 'a page for staff, of whom a whole cluster shares one address',
  'GET /console/{proxy+}': 'as the console',
  'GET /sign-in': 'the page to which Cognito leads staff back',
  'GET /assets/{name}': 'what every page loads; the distribution keeps it for a year',
  'GET /favicon.ico': 'what every page loads',
  'GET /{proxy+}': 'no path says that there is no such page; it reads nothing',
  'HEAD /{proxy+}': 'as GET',
};

describe('of the routes that need no account', () => {
  const [, everybody] = Rules.map(({ Statement }) =>
    /"RegexString":"((?:[^"\\\\]|\\\\.)*)"/.exec(JSON.stringify(Statement)),
  );
  const publicPaths = new RegExp(JSON.parse(`"${everybody?.[1]}"`));
  const isCounted = ({ path: address }: Route) =>
    publicPaths.test(address.toLowerCase().replace(/\{[^}]+\}/g, 'x'));

  test('each has the rate of the public, but for those with a reason', () => {
    const others = ROUTE_TABLE.filter(({ roles }) => roles === 'public').filter((one) => !isCounted(one));
    expect(others.map(routeKey).sort()).toEqual(Object.keys(NOT_COUNTED_AS_PUBLIC).sort());
  });

  test('none of staff shares it: a cluster has one address', () => {
    const staff = ROUTE_TABLE.filter(({ roles }) => roles !== 'public' && !roles.includes('volunteer'));
    expect(staff.filter(isCounted).map(routeKey)).toEqual([]);
  });
});

describe('an alarm rings when a rule of the web ACL blocks:', () => {
  const runbook = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs/runbook.md'), 'utf8');
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(
    ([, { Properties }]) => Properties as unknown as AlarmRule,
  );

  test('there is one for each rule', () => {
    expect(alarms).toHaveLength(Rules.length);
  });

  test.each(Rules.map((rule) => [rule.Name, rule] as const))('%s', (_name, rule) => {
    // WAF emits the metrics of a distribution's web ACL under these two dimensions, without a region.
    expect(rule.VisibilityConfig.CloudWatchMetricsEnabled).toBe(true);
    const dimensions = [
      { Name: 'Rule', Value: rule.VisibilityConfig.MetricName },
      { Name: 'WebACL', Value: VisibilityConfig.MetricName },
    ];
    const alarm = alarms.find(
      ({ Dimensions }) => JSON.stringify(Dimensions) === JSON.stringify(dimensions),
    ) as AlarmRule;
    expect(alarm).toMatchObject({ Namespace: 'AWS/WAFV2', MetricName: 'BlockedRequests', Period: 300 });
    // One sample for each minute in which some were blocked, none where none were.
    expect(stateOf(alarm, [[60, 41]])).toBe('ALARM');
    expect(stateOf(alarm, [[60, 40]])).toBe('OK');
    expect(stateOf(alarm, [[]])).toBe('OK');
    const [, section] = /see "(\w+)" in docs\/runbook\.md$/.exec(alarm.AlarmDescription) ?? [];
    expect(runbook).toContain(`\n## ${section}\n`);
  });
});
