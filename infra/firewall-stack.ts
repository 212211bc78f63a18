import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

const WINDOW_SECONDS = 300;
/** Requests from one address within the window, of whoever needs no account. */
const PUBLIC_REQUESTS = 1000;
/** Lists of IDs, each of which asks for up to 5,000. */
const LISTS = 50;
/** All requests; a cluster's coordinators, who are signed in and whose pages follow their batches, share one address. */
const REQUESTS = 10_000;

/** The web ACL of the distribution. CloudFront takes one from us-east-1 only. */
export class FirewallStack extends Stack {
  readonly aclArn: string;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
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
      rules: [
        rule('Lists', 0, { limit: LISTS, scopeDownStatement: listsOfIds }),
        rule('Public', 1, { limit: PUBLIC_REQUESTS, scopeDownStatement: publicPaths }),
        rule('All', 2, { limit: REQUESTS }),
      ],
      visibilityConfig: visibleAs('Acl'),
    });
    this.aclArn = acl.attrArn;
  }
}

const path = { uriPath: {} };

/** `POST /verify` and `POST /verify/list`. */
const listsOfIds: CfnWebACL.StatementProperty = {
  andStatement: { statements: [matches({ method: {} }, '^post$'), matches(path, '^/verify(/list)?$')] },
};

const publicPaths = matches(path, '^/(verify|v|my|approvals|status|issuers|\\.well-known)(/|$)');

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

const visibleAs = (name: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName: `Tawtheeq${name}`,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});
