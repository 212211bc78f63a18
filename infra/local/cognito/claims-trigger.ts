import * as z from 'zod';
import { OWN_ACCOUNT_SCOPE } from '../../../functions/domain/staff/own-account-scope.ts';
import type { RunningFunction } from '../lambda/functions.ts';
import { functionNamed } from '../lambda/functions.ts';
import { REGION } from '../region.ts';
import { type Claims, subjectNamed } from './identity.ts';
import { OPERATOR_ADDRESS } from './sample-people.ts';
import type { PoolTrigger } from './user-pools.ts';

const answerShape = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({
      accessTokenGeneration: z
        .object({
          claimsToAddOrOverride: z.record(z.string(), z.string()).default({}),
          scopesToSuppress: z.array(z.string()).default([]),
        })
        .optional(),
      groupOverrideDetails: z.object({ groupsToOverride: z.array(z.string()).default([]) }).optional(),
    }),
  }),
});

/** What the trigger makes of an access token. */
export interface TokenContents {
  readonly claims: Claims;
  /** Scopes that the token doesn't get, though they were asked for. */
  readonly suppressedScopes: readonly string[];
}

/**
 * Returns what asks the user pool's trigger before token generation (event version 2) for the contents of the token of
 * an email address whose holder has signed in.
 */
export const claimsTrigger =
  (functions: readonly RunningFunction[], { functionArn, userPoolId }: PoolTrigger) =>
  async (email: string, clientId: string): Promise<TokenContents> => {
    const sub = subjectNamed(email);
    const answer = await functionNamed(functions, functionArn).pool.invoke({
      version: '2',
      triggerSource: 'TokenGeneration_HostedAuth',
      region: REGION,
      userPoolId,
      userName: sub,
      callerContext: { awsSdkVersion: 'embedded-cloud', clientId },
      request: {
        userAttributes: { sub, email, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
        groupConfiguration: {
          groupsToOverride: groupsOf(email),
          iamRolesToOverride: [],
          preferredRole: null,
        },
        scopes: ['openid', 'email', OWN_ACCOUNT_SCOPE],
      },
      response: { claimsAndScopeOverrideDetails: null },
    });
    const { accessTokenGeneration, groupOverrideDetails } =
      answerShape.parse(answer).response.claimsAndScopeOverrideDetails;
    return {
      claims: {
        ...accessTokenGeneration?.claimsToAddOrOverride,
        'cognito:groups': groupOverrideDetails?.groupsToOverride ?? [],
      },
      suppressedScopes: accessTokenGeneration?.scopesToSuppress ?? [],
    };
  };

/** The groups of the pool that a person is in: whoever has the AWS account's credentials fills them. */
const groupsOf = (email: string): string[] => (email === OPERATOR_ADDRESS ? ['*/operator'] : []);
