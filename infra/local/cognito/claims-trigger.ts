import * as z from 'zod';
import type { RunningFunction } from '../lambda/functions.ts';
import { functionNamed } from '../lambda/functions.ts';
import { type Claims, subjectNamed } from './identity.ts';
import { OPERATOR_ADDRESS } from './people-directory.ts';

const answerShape = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({
      accessTokenGeneration: z
        .object({ claimsToAddOrOverride: z.record(z.string(), z.string()).default({}) })
        .optional(),
      groupOverrideDetails: z.object({ groupsToOverride: z.array(z.string()).default([]) }).optional(),
    }),
  }),
});

/**
 * Returns what asks the user pool's trigger before token generation (event version 2) for the claims of an email
 * address whose holder has signed in.
 */
export const claimsTrigger =
  (functions: readonly RunningFunction[], arn: string) =>
  async (email: string, clientId: string): Promise<Claims> => {
    const sub = subjectNamed(email);
    const answer = await functionNamed(functions, arn).pool.invoke({
      version: '2',
      triggerSource: 'TokenGeneration_HostedAuth',
      userName: sub,
      callerContext: { awsSdkVersion: 'embedded-cloud', clientId },
      request: {
        userAttributes: { sub, email, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
        groupConfiguration: {
          groupsToOverride: groupsOf(email),
          iamRolesToOverride: [],
          preferredRole: null,
        },
        scopes: ['openid', 'email'],
      },
      response: { claimsAndScopeOverrideDetails: null },
    });
    const { accessTokenGeneration, groupOverrideDetails } =
      answerShape.parse(answer).response.claimsAndScopeOverrideDetails;
    return {
      ...accessTokenGeneration?.claimsToAddOrOverride,
      'cognito:groups': groupOverrideDetails?.groupsToOverride ?? [],
    };
  };

/** The groups of the pool that a person is in: whoever has the AWS account's credentials fills them. */
const groupsOf = (email: string): string[] => (email === OPERATOR_ADDRESS ? ['*/operator'] : []);
