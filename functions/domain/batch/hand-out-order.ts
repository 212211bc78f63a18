import { type Language, nameIn, otherLanguage, titleIn } from '../wording/language.ts';
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
export function handOutOrder(language: Language): (one: HandedOut, other: HandedOut) => number {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const other = otherLanguage(language);
  const titleOf = (one: HandedOut) => titleIn(language, one) || titleIn(other, one) || one.opportunityId;
  const nameOf = (one: HandedOut) => nameIn(language, one) || nameIn(other, one) || one.volunteerId;
  return (one, other) =>
    compare(titleOf(one), titleOf(other)) ||
    compare(one.opportunityId, other.opportunityId) ||
    compare(nameOf(one), nameOf(other)) ||
    compare(one.volunteerId, other.volunteerId);
}
