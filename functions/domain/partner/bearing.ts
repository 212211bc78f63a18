import type { CalendarDate } from '../calendar-date.ts';
import type { Certificate } from '../certificate/certificate.ts';

/** Whether a certificate, other than a reservation, bears somebody's name as a partner. */
export const bearsName = ({ state, snapshot }: Certificate, partnerId: string): boolean =>
  state !== 'reserved' &&
  (snapshot?.issuers.slice(1).some(({ issuerId }) => issuerId === partnerId) ?? false);

/** The figures of certificates: how many, of how many volunteers, and their minutes in all. */
export interface BearingFigures {
  readonly certificates: number;
  readonly volunteers: number;
  readonly minutes: number;
}

/**
 * Returns the figures of the certificates in force that were issued in a period and bear some partners' names: for each
 * partner, and in all, where each certificate counts once.
 */
export function bearingFigures(
  certificates: readonly Certificate[],
  partnerIds: readonly string[],
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
) {
  const counted = certificates.filter(({ state, snapshot }) => {
    const day = snapshot?.issuedOn;
    return (state === 'issued' || state === 'suspended') && day !== undefined && from <= day && day <= to;
  });
  const once = [...new Map(counted.map((one) => [one.certificateId, one])).values()];
  const of = (partnerId: string) => once.filter((certificate) => bearsName(certificate, partnerId));
  return {
    partners: partnerIds.map((partnerId) => ({ partnerId, ...figuresOf(of(partnerId)) })),
    total: figuresOf(once.filter((one) => partnerIds.some((partnerId) => bearsName(one, partnerId)))),
  };
}

const figuresOf = (certificates: readonly Certificate[]): BearingFigures => ({
  certificates: certificates.length,
  volunteers: new Set(certificates.map(({ issuerId, volunteerId }) => `${issuerId}#${volunteerId}`)).size,
  minutes: certificates.reduce((sum, { snapshot }) => sum + (snapshot?.minutes ?? 0), 0),
});
