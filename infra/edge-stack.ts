import { readFileSync } from 'node:fs';
import { CfnOutput, Duration, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type ICachePolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';
import { EDGE_SECRET_HEADER } from '../functions/runtime/http/through-edge.ts';
import { explain } from './constructs/explain.ts';
import { refuseSample } from './constructs/refuse-sample.ts';
import type { Origin } from './service-stack.ts';
import type { Stage } from './stages.ts';

/** Addresses at which everybody gets the same answer. The API says of each answer for how long. */
export const CACHED_PATHS = [
  '/verify',
  '/verify/*',
  '/V/*',
  '/assets/*',
  '/status/*',
  '/.well-known/*',
  '/openapi.json',
] as const;

/** Answers that CloudFront would otherwise keep for ten seconds, whatever the API says. */
const ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

export interface EdgeStackProps extends StackProps {
  readonly origin: Origin;
  /** The deployment and its web ACL; undefined for the sample. */
  readonly stage?: { readonly settings: Stage; readonly aclArn: string } | undefined;
}

/** What the public reaches: the distribution in front of pages and API. */
export class EdgeStack extends Stack {
  readonly #viewerRequest = new EdgeFunction(this, 'ViewerRequest', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(
      readFileSync(new URL('../functions/edge/viewer-request.js', import.meta.url), 'utf8'),
    ),
  });

  /** Browsers ask by https alone for two years. */
  readonly #headers = new ResponseHeadersPolicy(this, 'Headers', {
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: false,
        override: true,
      },
    },
  });

  constructor(scope: Construct, id: string, { origin, stage, ...props }: EdgeStackProps) {
    super(scope, id, props);
    if (stage === undefined) refuseSample(this);
    const api = new HttpOrigin(origin.host, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      // Longer than the API takes for any answer.
      readTimeout: Duration.seconds(30),
      ...(origin.secret === undefined
        ? {}
        : { customHeaders: { [EDGE_SECRET_HEADER]: origin.secret.unsafeUnwrap() } }),
    });
    const uncached = this.#behaviour(api, CachePolicy.CACHING_DISABLED);
    const cached = this.#behaviour(api, this.#asTheApiSays());
    const distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: uncached,
      additionalBehaviors: Object.fromEntries(CACHED_PATHS.map((path) => [path, cached])),
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(stage === undefined ? {} : this.#ownAddress(stage)),
    });
    this.#explain(distribution, stage !== undefined);
    new CfnOutput(this, 'DistributionAddress', {
      value: distribution.distributionDomainName,
      description: 'Where the name of your public address has to lead to (CNAME)',
    });
  }

  #ownAddress({ settings, aclArn }: NonNullable<EdgeStackProps['stage']>): Partial<DistributionProps> {
    return {
      domainNames: [new URL(settings.publicBaseUrl).hostname],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn),
      webAclId: Stack.consumeReference(aclArn, ReferenceStrength.WEAK),
    };
  }

  #behaviour(origin: HttpOrigin, cachePolicy: ICachePolicy): BehaviorOptions {
    return {
      origin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: this.#headers,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [{ function: this.#viewerRequest, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }

  /** Keeps an answer for as long as it says, apart by what it depends on; one that says nothing is not kept. */
  #asTheApiSays(): CachePolicy {
    return new CachePolicy(this, 'AsTheApiSays', {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      headerBehavior: CacheHeaderBehavior.allowList('Accept', 'Accept-Language'),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      cookieBehavior: CacheCookieBehavior.none(),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }

  #explain(distribution: Distribution, isDeployed: boolean): void {
    explain(distribution, 'AwsSolutions-CFR1', 'Employers of any country check certificates.');
    explain(
      distribution,
      'AwsSolutions-CFR3',
      'Its logs would hold the addresses of those who check; the API logs each request without them.',
    );
    if (isDeployed) return;
    explain(distribution, 'AwsSolutions-CFR2', 'The sample cannot be deployed; a stage has a web ACL.');
    explain(distribution, 'AwsSolutions-CFR4', 'The sample cannot be deployed; a stage has a certificate.');
  }
}
