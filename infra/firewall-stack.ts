import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import type { Stage } from './stages.ts';

const WINDOW_SECONDS = 300;
/** Requests from one address within the window, of whoever needs no account. */
const PUBLIC_REQUESTS = 1000;
/** Lists of IDs, each of which asks for up to 5,000. */
const LISTS = 50;
/** All requests; a cluster's coordinators, who are signed in and whose pages follow their batches, share one address. */
const REQUESTS = 10_000;
/** Requests within a window that were blocked, which one impatient person doesn't make. */
const BLOCKED_BEFORE_ALARM = 100;

export interface FirewallStackProps extends StackProps {
  readonly stage: Stage;
}

/** The web ACL of the distribution, and what tells somebody that it blocks. CloudFront takes one from us-east-1 only. */
export class FirewallStack extends Stack {
  readonly aclArn: string;

  constructor(scope: Construct, id: string, { stage, ...props }: FirewallStackProps) {
    super(scope, id, props);
    const rules = [
      rule('Lists', 0, { limit: LISTS, scopeDownStatement: listsOfIds }),
      rule('Public', 1, { limit: PUBLIC_REQUESTS, scopeDownStatement: publicPaths }),
      rule('All', 2, { limit: REQUESTS }),
    ];
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      customResponseBodies: {
        TooMany: {
          contentType: 'APPLICATION_JSON',
          content: JSON.stringify({
            code: 'TOO_MANY_REQUESTS',
            detail: 'Too many requests. Try again later.',
          }),
        },
      },
      rules,
      visibilityConfig: visibleAs('Acl'),
    });
    this.aclArn = acl.attrArn;
    const topic = new AlarmTopic(this, 'Alarms', stage);
    for (const { name } of rules)
      topic.addAlarm(this, `Blocked${name}`, 'Blocked', 'The web ACL blocks requests', {
        metric: blockedBy(name),
        above: BLOCKED_BEFORE_ALARM,
      });
  }
}

const path = { uriPath: {} };

/** `POST /verify` and `POST /verify/list`. */
const listsOfIds: CfnWebACL.StatementProperty = {
  andStatement: { statements: [matches({ method: {} }, '^post$'), matches(path, '^/verify(/list)?$')] },
};

/** What needs no account, but for the pages of people who sign in, and what every page loads. */
const publicPaths = matches(
  path,
  '^/($|(verify|v|my|approve|approvals|status|issuers|health|openapi\\.json|robots\\.txt|\\.well-known)(/|$))',
);

/** The expression is compared with the decoded text in lower case. */
function matches(
  fieldToMatch: CfnWebACL.FieldToMatchProperty,
  regexString: string,
): CfnWebACL.StatementProperty {
  const textTransformations = ['URL_DECODE', 'LOWERCASE'].map((type, priority) => ({ type, priority }));
  return { regexMatchStatement: { fieldToMatch, regexString, textTransformations } };
}

function rule(
  name: string,
  priority: number,
  rate: Pick<CfnWebACL.RateBasedStatementProperty, 'limit' | 'scopeDownStatement'>,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    statement: {
      rateBasedStatement: { ...rate, aggregateKeyType: 'IP', evaluationWindowSec: WINDOW_SECONDS },
    },
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: 'TooMany',
          responseHeaders: [
            { name: 'retry-after', value: String(WINDOW_SECONDS) },
            { name: 'cache-control', value: 'no-store' },
          ],
        },
      },
    },
    visibilityConfig: visibleAs(name),
  };
}

const metricNameOf = (name: string) => `Tawtheeq${name}`;

/** Requests that a rule blocked. The metrics of a distribution's web ACL name no region. */
const blockedBy = (name: string) =>
  new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: metricNameOf('Acl'), Rule: metricNameOf(name) },
    statistic: Stats.SUM,
    period: Duration.seconds(WINDOW_SECONDS),
  });

const visibleAs = (name: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName: metricNameOf(name),
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});
