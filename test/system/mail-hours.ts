import type { Opportunity } from '../../functions/domain/hours/opportunity.ts';
import { entryOf, opportunityOf, timesheetOf } from '../people.ts';

type OpportunityId = 'MAIL-1' | 'MAIL-2';

/** Two opportunities of an issuer, of which one hour is enough for a certificate: who has both gets one email. */
export const mailOpportunities = (issuerId: string): Opportunity[] =>
  (['MAIL-1', 'MAIL-2'] as const).map((opportunityId) =>
    opportunityOf({ opportunityId, issuerId, requiredMinutes: 60 }),
  );

/** Hours of a volunteer for one of them. */
export const mailHours = (issuerId: string, volunteerId: string, opportunityId: OpportunityId) =>
  timesheetOf([entryOf({ entryId: `${volunteerId}-${opportunityId}` })], {
    volunteerId,
    opportunityId,
    issuerId,
  });
