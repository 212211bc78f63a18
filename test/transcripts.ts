import type { HoursEntry, Timesheet } from '../functions/domain/hours/hours.ts';
import type { Opportunity } from '../functions/domain/hours/opportunity.ts';
import type { TranscriptSources } from '../functions/domain/hours/transcript.ts';
import type { Issuer } from '../functions/domain/issuer.ts';
import { loadIssuers } from '../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../functions/runtime/wiring/templates-directory.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from './people.ts';

/** One opportunity and the hours in it. */
export type Deed = Partial<Opportunity> & { readonly entries: readonly Partial<HoursEntry>[] };

/** What a letter is written from: a volunteer's deeds, in the first half of 2025, asked for on 9 July. */
export function sourcesOf(
  deeds: readonly Deed[],
  change: Partial<TranscriptSources> = {},
): TranscriptSources {
  const opportunities = new Map<string, Opportunity>();
  const timesheets: Timesheet[] = deeds.map(({ entries, ...deed }, i) => {
    const opportunity = opportunityOf({ opportunityId: `OPP-${i + 1}`, ...deed });
    opportunities.set(opportunity.opportunityId, opportunity);
    const { opportunityId, issuerId } = opportunity;
    return timesheetOf(
      entries.map((entry, k) => entryOf({ entryId: `${opportunityId}-${k}`, ...entry })),
      { opportunityId, issuerId },
    );
  });
  return {
    volunteer: volunteerOf(),
    timesheets,
    opportunities,
    issuers: issuersThereAre(),
    certificatesInForce: new Set(),
    period: { from: '2025-01-01', to: '2025-06-30' },
    now: '2025-07-09T09:00:00.000Z',
    baseUrl: 'https://verify.example.org',
    ...change,
  };
}

let issuers: ReadonlyMap<string, Issuer> | undefined;

function issuersThereAre(): ReadonlyMap<string, Issuer> {
  issuers ??= loadIssuers(templatesDirectory());
  return issuers;
}
