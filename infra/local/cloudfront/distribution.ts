import * as z from 'zod';
import type { RequestHandler } from '../gateway.ts';
import type { EmulatedType, ResourceReader } from '../template/resource-reader.ts';
import { type CacheRules, sharedCache } from './shared-cache.ts';
import { viewerRequestCode, withViewerRequest } from './viewer-request.ts';

/** What an answer is kept apart by, and that it is kept as long as it says. */
const CACHE_POLICY = {
  shape: z.object({
    CachePolicyConfig: z.object({
      MinTTL: z.literal(0),
      DefaultTTL: z.literal(0),
      ParametersInCacheKeyAndForwardedToOrigin: z.object({
        CookiesConfig: z.object({ CookieBehavior: z.literal('none') }),
        HeadersConfig: z.object({ Headers: z.array(z.string()) }),
        QueryStringsConfig: z.object({ QueryStringBehavior: z.literal('all') }),
      }),
    }),
  }),
  ignored: [],
} as const satisfies EmulatedType;

const HEADERS_POLICY = {
  shape: z.object({
    ResponseHeadersPolicyConfig: z.object({
      SecurityHeadersConfig: z.object({
        StrictTransportSecurity: z.object({ AccessControlMaxAgeSec: z.number() }),
      }),
    }),
  }),
  ignored: [],
} as const satisfies EmulatedType;

const behaviour = z.object({ CachePolicyId: z.string(), ResponseHeadersPolicyId: z.string() });
const DISTRIBUTION = {
  shape: z.object({
    DistributionConfig: z.object({
      DefaultCacheBehavior: behaviour,
      CacheBehaviors: z.array(z.object({ ...behaviour.shape, PathPattern: z.string() })),
      CustomErrorResponses: z.array(z.object({ ErrorCachingMinTTL: z.literal(0) })),
    }),
  }),
  ignored: ['Tags'],
} as const satisfies EmulatedType;

/** What the template's distribution does in front of the API. */
export interface Distribution {
  readonly viewerRequest: string;
  readonly cache: CacheRules;
  /** Headers that every answer gets. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the distribution from the template. @throws UnsupportedTemplate where it does what isn't reproduced */
export function distributionOf(resources: ResourceReader): Distribution {
  const viewerRequest = viewerRequestCode(resources);
  const [policy] = resources.all('AWS::CloudFront::CachePolicy', CACHE_POLICY);
  const [headers] = resources.all('AWS::CloudFront::ResponseHeadersPolicy', HEADERS_POLICY);
  if (policy === undefined || headers === undefined)
    throw new Error('The template’s distribution has no policies');
  for (const resource of [policy, headers]) resources.setAttributes(resource, { Ref: resource.logicalId });
  const [distribution] = resources.all('AWS::CloudFront::Distribution', DISTRIBUTION);
  if (distribution === undefined) throw new Error('The template has no distribution');
  const { CacheBehaviors } = distribution.properties.DistributionConfig;
  const { AccessControlMaxAgeSec: maxAge } =
    headers.properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity;
  return {
    viewerRequest,
    cache: {
      paths: CacheBehaviors.filter(({ CachePolicyId }) => CachePolicyId === policy.logicalId).map(
        ({ PathPattern }) => PathPattern,
      ),
      headers:
        policy.properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers,
    },
    headers: { 'strict-transport-security': `max-age=${maxAge}` },
  };
}

/** Returns a handler that does what the distribution does before and after the API. */
export function behindDistribution(
  { viewerRequest, cache, headers }: Distribution,
  origin: RequestHandler,
): RequestHandler {
  const handler = withViewerRequest(viewerRequest, sharedCache(origin, cache));
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return handler(request, response);
  };
}
