/** What a certificate on paper is found by when it is handed out. */
export interface HandedOut {
  readonly opportunityId: string;
  readonly titleAr?: string;
  readonly titleEn?: string;
  readonly volunteerId: string;
  readonly nameAr?: string;
  readonly nameEn?: string;
}

/**
 * Returns the order in which certificates are handed out, on the list as in the printed pile: opportunity by opportunity,
 * each by name in the reader's language, then by ID.
 */
export function handOutOrder(language: 'ar' | 'en'): (one: HandedOut, other: HandedOut) => number {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const titleOf = ({ titleAr, titleEn, opportunityId }: HandedOut) =>
    (language === 'ar' ? titleAr : titleEn) || titleAr || titleEn || opportunityId;
  const nameOf = ({ nameAr, nameEn, volunteerId }: HandedOut) =>
    (language === 'ar' ? nameAr : nameEn) || nameAr || nameEn || volunteerId;
  return (one, other) =>
    compare(titleOf(one), titleOf(other)) ||
    compare(one.opportunityId, other.opportunityId) ||
    compare(nameOf(one), nameOf(other)) ||
    compare(one.volunteerId, other.volunteerId);
}
