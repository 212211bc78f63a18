import type { Recognition } from '../eligibility/decide-recognition.ts';
import type { Evidence } from './certificate.ts';
import type { AwardSubject } from './freeze-snapshot.ts';

const MILESTONE_TITLES = {
  50: { titleAr: 'خمسون ساعة من العطاء', titleEn: 'Fifty Hours of Giving' },
  100: { titleAr: 'مئة ساعة من العطاء', titleEn: 'One Hundred Hours of Giving' },
  500: { titleAr: 'خمسمئة ساعة من العطاء', titleEn: 'Five Hundred Hours of Giving' },
} as const;

/** Returns the subject of a recognition. Its period is the year, or the days from the first cited hours to the last. */
export function recognitionSubject(award: Recognition, evidence: readonly Evidence[]): AwardSubject {
  if (award.kind === 'annual')
    return {
      award,
      titleAr: 'عام من العطاء',
      titleEn: 'A Year of Giving',
      period: { from: `${award.year}-01-01`, to: `${award.year}-12-31` },
      opportunity: null,
    };
  const days = evidence.map(({ date }) => date).sort();
  const period = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  return { award, ...MILESTONE_TITLES[award.hours], period, opportunity: null };
}
