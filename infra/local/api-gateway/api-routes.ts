import * as z from 'zod';
import type { RunningFunction } from '../lambda/functions.ts';
import { functionNamed } from '../lambda/functions.ts';
import { ACCOUNT, REGION } from '../region.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import type { ApiRoute } from './http-api.ts';
import { type JwtAuthorizer, jwtAuthorizer } from './jwt-authorizer.ts';

const API = {
  shape: z.object({ Name: z.string(), ProtocolType: z.literal('HTTP') }),
  ignored: ['Description', 'DisableExecuteApiEndpoint', 'Tags'],
};
const INTEGRATION = {
  shape: z.object({
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: z.string(),
    PayloadFormatVersion: z.literal('2.0'),
  }),
  // A test checks in the template that the role may start the function.
  ignored: ['ApiId', 'Description', 'TimeoutInMillis', 'CredentialsArn'],
};
const AUTHORIZER = {
  shape: z.object({
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
    JwtConfiguration: z.object({ Audience: z.array(z.string()), Issuer: z.string() }),
  }),
  ignored: ['ApiId', 'Name'],
};
const ROUTE = {
  shape: z.object({
    RouteKey: z.string(),
    Target: z.string(),
    AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
    AuthorizerId: z.string().optional(),
    AuthorizationScopes: z.array(z.string()).default([]),
  }),
  ignored: ['ApiId', 'OperationName'],
};

/**
 * Returns the routes of the template's HTTP API. Its authorizers keep the template's audience; the issuer and the keys
 * are those of the embedded token issuer.
 */
export function apiRoutes(
  resources: ResourceReader,
  functions: readonly RunningFunction[],
  tokens: { readonly issuer: string; readonly jwksUri: string },
): ApiRoute[] {
  const integrations = new Map<string, RunningFunction>();
  for (const resource of resources.all('AWS::ApiGatewayV2::Integration', INTEGRATION)) {
    resources.setAttributes(resource, { Ref: resource.logicalId });
    integrations.set(resource.logicalId, functionNamed(functions, resource.properties.IntegrationUri));
  }
  const authorizers = new Map<string, JwtAuthorizer>();
  for (const resource of resources.all('AWS::ApiGatewayV2::Authorizer', AUTHORIZER)) {
    resources.setAttributes(resource, { Ref: resource.logicalId, AuthorizerId: resource.logicalId });
    authorizers.set(
      resource.logicalId,
      jwtAuthorizer({ ...tokens, audience: resource.properties.JwtConfiguration.Audience }),
    );
  }
  return resources.all('AWS::ApiGatewayV2::Route', ROUTE).map(({ logicalId, properties }) => {
    const integration = integrations.get(properties.Target.replace('integrations/', ''));
    if (integration === undefined)
      throw new UnsupportedTemplate(`${logicalId}: ${properties.Target} is not an integration`);
    const route = {
      routeKey: properties.RouteKey,
      invoke: (event: object) => integration.pool.invoke(event),
      scopes: properties.AuthorizationScopes,
    };
    if (properties.AuthorizationType === 'NONE') return route;
    const authorizer = authorizers.get(properties.AuthorizerId ?? '');
    if (authorizer === undefined)
      throw new UnsupportedTemplate(`${logicalId}: there is no authorizer ${properties.AuthorizerId}`);
    return { ...route, authorizer };
  });
}

/** Registers the template's HTTP API; its address is the gateway's. @throws UnsupportedTemplate when there are several. */
export function registerApi(resources: ResourceReader, url: string): void {
  const apis = resources.all('AWS::ApiGatewayV2::Api', API);
  if (apis.length > 1) throw new UnsupportedTemplate('more than one HTTP API');
  for (const api of apis) {
    resources.setAttributes(api, {
      Ref: api.logicalId,
      ApiId: api.logicalId,
      ApiEndpoint: url,
      Arn: `arn:aws:apigateway:${REGION}:${ACCOUNT}:/apis/${api.logicalId}`,
    });
  }
}
