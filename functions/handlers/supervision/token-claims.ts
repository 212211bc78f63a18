import { randomUUID } from 'node:crypto';
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { OWN_ACCOUNT_SCOPE } from '../../domain/staff/own-account-scope.ts';
import { type Grant, grantText } from '../../domain/staff/roles.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { VOLUNTEER_CLAIM, WITHHELD_CLAIM } from '../../runtime/http/caller.ts';
import { logFault } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { CognitoSecondFactors } from '../../storage/cognito-second-factors.ts';
import { DynamoAddressBook } from '../../storage/dynamo/dynamo-address-book.ts';
import { DynamoStaffRegisters } from '../../storage/dynamo/supervision/dynamo-staff-registers.ts';
import { claimsOfHolder, type HolderClaims } from '../../workflows/supervision/claims-of-holder.ts';

const environment = readEnvironment('TABLE_NAME', 'FEDERATION_HAS_SECOND_FACTOR');
const dynamo = dynamoClient(PEOPLE);
const deps = {
  ...wireJournal(),
  randomId: () => randomUUID(),
  addresses: new DynamoAddressBook(dynamo, environment.TABLE_NAME),
  registers: new DynamoStaffRegisters(dynamo, environment.TABLE_NAME),
  secondFactors: new CognitoSecondFactors(dynamo.config),
  issuerIds: [...loadIssuers(templatesDirectory()).keys()],
  reportFault: (fault: unknown) => logFault('sign_in.not_noted', fault),
};
/** The one group of the pool that makes a role: only whoever has the AWS account's credentials can fill it. */
const OPERATOR: Grant = { issuerId: '*', role: 'operator' };
const NOTHING: HolderClaims = { volunteers: [], grants: [], areGrantsWithheld: false };

/**
 * Runs whenever the user pool makes tokens: adds to the access token what the ledgers and the registers of staff say of
 * the verified email address. Attributes of the pool have no part in it, so that nobody can write their own; of its groups
 * only that of operators has.
 *
 * A token without roles for want of a second factor says so, and it alone may change the account, to register one: no token
 * with a role can take a factor away.
 */
export async function handler(
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> {
  const { userAttributes, groupConfiguration } = event.request;
  const { sub = '', email = '', email_verified, 'cognito:user_status': status } = userAttributes;
  const isOperator = (groupConfiguration.groupsToOverride ?? []).includes(grantText(OPERATOR));
  const holder = {
    subject: sub,
    email,
    account: { userPoolId: event.userPoolId, userName: event.userName },
    appointed: isOperator ? [OPERATOR] : [],
    hasShownFactor: environment.FEDERATION_HAS_SECOND_FACTOR === 'yes' && status === 'EXTERNAL_PROVIDER',
  };
  const { volunteers, grants, areGrantsWithheld } =
    email_verified === 'true' ? await claimsOfHolder(holder, deps) : NOTHING;
  const names = volunteers.map(({ issuerId, volunteerId }) => `${issuerId}/${volunteerId}`);
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: {
            ...(names.length === 0 ? {} : { [VOLUNTEER_CLAIM]: names.sort().join(',') }),
            ...(areGrantsWithheld ? { [WITHHELD_CLAIM]: 'second_factor' } : {}),
          },
          scopesToSuppress: areGrantsWithheld ? [] : [OWN_ACCOUNT_SCOPE],
        },
        groupOverrideDetails: { groupsToOverride: grants.map(grantText) },
      },
    },
  };
}
