import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { Certificate } from '../../../domain/certificate/certificate.ts';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { OpportunityKey } from '../../../domain/hours/opportunity.ts';
import type { PartnerKey } from '../../../domain/partner/acceptance.ts';
import { bearingFigures, bearsName } from '../../../domain/partner/bearing.ts';
import type { CertificateRegister } from '../../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { PartnerAgreements } from '../../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';

export interface PartnerCertificatesDeps {
  readonly ledger: Pick<HoursLedger, 'volunteersOf' | 'timesheets'>;
  readonly agreements: Pick<PartnerAgreements, 'list'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
}

/** Volunteers, opportunities and certificates that are read at once. */
const AT_ONCE = 200;

/**
 * Returns a page of the certificates of an opportunity that bear a partner's name, also revoked and replaced ones, by
 * volunteer. A page may hold fewer than it was asked for: it is one of volunteers.
 */
export async function listPartnerCertificates(
  { partnerId, ...opportunity }: PartnerKey,
  page: PageRequest,
  deps: PartnerCertificatesDeps,
): Promise<Page<Certificate>> {
  const { items, cursor } = await certificatesOf(opportunity, page, deps);
  return { items: items.filter((certificate) => bearsName(certificate, partnerId)), cursor };
}

/** Reports the certificates in force that were issued in a period and bear some partners' names. */
export async function reportPartners(
  partnerIds: readonly string[],
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
  deps: PartnerCertificatesDeps,
) {
  const opportunities = new Map<string, OpportunityKey>();
  for await (const { issuerId, opportunityId } of pagesOf((page) => deps.agreements.list(partnerIds, page)))
    opportunities.set(`${issuerId}#${opportunityId}`, { issuerId, opportunityId });
  const certificates: Certificate[] = [];
  for (const opportunity of opportunities.values())
    for await (const one of pagesOf((page) => certificatesOf(opportunity, page, deps)))
      certificates.push(one);
  return bearingFigures(certificates, partnerIds, period);
}

async function certificatesOf(
  { issuerId, opportunityId }: OpportunityKey,
  page: PageRequest,
  { ledger, register }: PartnerCertificatesDeps,
): Promise<Page<Certificate>> {
  const { items: volunteerIds, cursor } = await ledger.volunteersOf({ issuerId, opportunityId }, page);
  const timesheets = await ledger.timesheets(
    volunteerIds.map((volunteerId) => ({ issuerId, volunteerId, opportunityId })),
  );
  const ids = timesheets
    .toSorted((a, b) => (a.volunteerId < b.volunteerId ? -1 : 1))
    .flatMap(({ certificateIds }) => certificateIds);
  const byId = new Map<string, Certificate>();
  for (const some of chunksOf(ids, AT_ONCE))
    for (const certificate of await register.findMany(some)) byId.set(certificate.certificateId, certificate);
  return { items: ids.flatMap((id) => byId.get(id) ?? []), cursor };
}

/** Yields every item of a list, page by page. */
async function* pagesOf<T>(read: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit: AT_ONCE, cursor });
    yield* page.items;
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}
