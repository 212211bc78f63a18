import { isSameName } from '../certificate/same-name.ts';
import type { Volunteer } from './volunteer.ts';

type Names = Pick<Volunteer, 'nameAr' | 'nameEn'>;

/**
 * Returns the profile that an import records. Another name than the recorded one waits for the release of the import, as
 * hours do: whoever records alone must not choose in whose name a certificate is issued. Another spelling of the same
 * letters counts at once, and so does a name that was missing.
 */
export function withReportedName(
  before: Volunteer | undefined,
  reported: Volunteer,
  importId: string,
): Volunteer {
  if (before === undefined || isSpelling(before, reported)) return reported;
  const { nameAr, nameEn, renaming } = before;
  const wanted = { importId, nameAr: reported.nameAr, nameEn: reported.nameEn };
  const isKnown = renaming !== undefined && hasNames(renaming, wanted);
  return { ...reported, nameAr, nameEn, renaming: isKnown ? renaming : wanted };
}

/** Returns the profile after the release of the import whose name it waits for. */
export function renamed({ renaming, ...volunteer }: Volunteer): Volunteer {
  return renaming === undefined
    ? volunteer
    : { ...volunteer, nameAr: renaming.nameAr, nameEn: renaming.nameEn };
}

/** Returns whether a profile has a name in both scripts. */
export const hasNames = (one: Names, { nameAr, nameEn }: Names): boolean =>
  one.nameAr === nameAr && one.nameEn === nameEn;

/** Whether a reported name spells the recorded one, or gives one where there is none. */
const isSpelling = (before: Names, { nameAr, nameEn }: Names): boolean =>
  (before.nameAr === '' || isSameName(before.nameAr, nameAr)) &&
  (before.nameEn === '' || isSameName(before.nameEn, nameEn));
