import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { grantText } from '../../domain/staff/roles.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { VOLUNTEER_CLAIM } from '../../runtime/http/caller.ts';
import { logFault } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoAddressBook } from '../../storage/dynamo/dynamo-address-book.ts';
import { DynamoStaffRegisters } from '../../storage/dynamo/supervision/dynamo-staff-registers.ts';
import { claimsOfHolder, type HolderClaims } from '../../workflows/supervision/claims-of-holder.ts';

const environment = readEnvironment('TABLE_NAME');
const dynamo = dynamoClient(PEOPLE);
const deps = {
  addresses: new DynamoAddressBook(dynamo, environment.TABLE_NAME),
  registers: new DynamoStaffRegisters(dynamo, environment.TABLE_NAME),
  issuerIds: [...loadIssuers(templatesDirectory()).keys()],
  reportFault: (fault: unknown) => logFault('sign_in.not_noted', fault),
};
/** The one group of the pool that makes a role: only whoever has the AWS account's credentials can fill it. */
const OPERATORS = grantText({ issuerId: '*', role: 'operator' });
const NOTHING: HolderClaims = { volunteers: [], grants: [] };

/**
 * Runs whenever the user pool makes tokens: adds to the access token what the ledgers and the registers of staff say of
 * the verified email address. Attributes of the pool have no part in it, so that nobody can write their own; of its groups
 * only that of operators has.
 */
export async function handler(
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> {
  const { userAttributes, groupConfiguration } = event.request;
  const { sub = '', email = '', email_verified } = userAttributes;
  const operators = (groupConfiguration.groupsToOverride ?? []).filter((group) => group === OPERATORS);
  const { volunteers, grants } =
    email_verified === 'true' ? await claimsOfHolder({ subject: sub, email }, deps) : NOTHING;
  const names = volunteers.map(({ issuerId, volunteerId }) => `${issuerId}/${volunteerId}`);
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: names.length === 0 ? {} : { [VOLUNTEER_CLAIM]: names.sort().join(',') },
        },
        groupOverrideDetails: { groupsToOverride: [...grants.map(grantText), ...operators] },
      },
    },
  };
}
