import { type CalendarDate, dayIn, type Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { type Issuer, issuerOf } from '../../domain/issuer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';

export interface HoursOverviewDeps {
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly now: () => Instant;
}

/** Returns the hours in some records by opportunity, newest first, each entry as `entriesOf` shows it. */
export async function hoursByOpportunity<Entry>(
  records: readonly VolunteerRecord[],
  entriesOf: (timesheet: Timesheet, opportunity: Opportunity, today: CalendarDate) => Entry[],
  { catalogue, issuers, now }: HoursOverviewDeps,
) {
  const timesheets = records.flatMap((record) => record.timesheets);
  const opportunities = await catalogue.findMany(timesheets);
  return opportunities
    .toSorted((a, b) => (a.endsOn < b.endsOn ? 1 : -1))
    .flatMap((opportunity) => {
      const { opportunityId, issuerId, titleAr, titleEn } = opportunity;
      const timesheet = timesheets.find(
        (one) => one.opportunityId === opportunityId && one.issuerId === issuerId,
      );
      if (timesheet === undefined) return [];
      const today = dayIn(issuerOf(issuers, issuerId).timeZone, now());
      return { opportunityId, issuerId, titleAr, titleEn, entries: entriesOf(timesheet, opportunity, today) };
    });
}

/** Returns every certificate in some records, newest first: revoked and replaced ones too, but none that was erased. */
export async function certificatesIn(
  records: readonly VolunteerRecord[],
  { register }: { readonly register: Pick<CertificateRegister, 'findMany'> },
): Promise<Certificate[]> {
  const certificates = await register.findMany(certificateIdsOf(records));
  return certificates
    .filter(({ state }) => state !== 'reserved' && state !== 'erased')
    .toSorted((a, b) => (a.reservedAt < b.reservedAt ? 1 : -1));
}

/** Returns the IDs of every certificate that some records name. */
export const certificateIdsOf = (records: readonly VolunteerRecord[]): string[] =>
  records.flatMap(({ timesheets, recognitions }) => [
    ...timesheets.flatMap(({ certificateIds }) => certificateIds),
    ...recognitions.flatMap(({ certificateId }) => certificateId ?? []),
  ]);
