import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { Language } from '../../domain/wording/language.ts';
import { cleanText } from '../text/clean-text.ts';

/**
 * Returns the title that viewers show in their window and lists of files show: kind, holder and opportunity in both
 * languages.
 */
export function documentTitle(
  headings: Readonly<Record<Language, string>>,
  { holder, titleAr, titleEn }: CertificateSnapshot,
): string {
  const arabic = `${headings.ar}: ${cleanText(holder.nameAr)}، ${cleanText(titleAr)}`;
  return `${arabic} — ${headings.en}: ${cleanText(holder.nameEn)}, ${cleanText(titleEn)}`;
}
