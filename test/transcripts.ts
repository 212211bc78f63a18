import type { HoursEntry, Timesheet } from '../functions/domain/hours/hours.ts';
import type { Opportunity } from '../functions/domain/hours/opportunity.ts';
import type { TranscriptSources } from '../functions/domain/hours/transcript.ts';
import type { Issuer } from '../functions/domain/issuer.ts';
import { loadIssuers } from '../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../functions/runtime/wiring/templates-directory.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from './people.ts';

/** An opportunity and the volunteer's hours entries in it. */
export type Activity = Partial<Opportunity> & { readonly entries: readonly Partial<HoursEntry>[] };

/** Returns the sources of a transcript of a volunteer's activities in the first half of 2025, requested on 9 July. */
export function sourcesOf(
  activities: readonly Activity[],
  change: Partial<TranscriptSources> = {},
): TranscriptSources {
  const opportunities: Opportunity[] = [];
  const timesheets: Timesheet[] = activities.map(({ entries, ...activity }, i) => {
    const opportunity = opportunityOf({ opportunityId: `OPP-${i + 1}`, ...activity });
    opportunities.push(opportunity);
    const { opportunityId, issuerId } = opportunity;
    return timesheetOf(
      entries.map((entry, k) => entryOf({ entryId: `${opportunityId}-${k}`, ...entry })),
      { opportunityId, issuerId },
    );
  });
  return {
    volunteers: [...new Set(opportunities.map(({ issuerId }) => issuerId))].map((issuerId) =>
      volunteerOf({ issuerId }),
    ),
    timesheets,
    opportunities,
    issuers: sampleIssuers(),
    certificatesInForce: new Set(),
    period: { from: '2025-01-01', to: '2025-06-30' },
    now: '2025-07-09T09:00:00.000Z',
    baseUrl: 'https://verify.example.org',
    ...change,
  };
}

let issuers: ReadonlyMap<string, Issuer> | undefined;

function sampleIssuers(): ReadonlyMap<string, Issuer> {
  issuers ??= loadIssuers(templatesDirectory());
  return issuers;
}
