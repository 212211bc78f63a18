import type { Recognition } from '../eligibility/decide-recognition.ts';
import type { AwardSubject } from './freeze-snapshot.ts';

const MILESTONE_TITLES = {
  50: { titleAr: 'خمسون ساعة من العطاء', titleEn: 'Fifty Hours of Giving' },
  100: { titleAr: 'مئة ساعة من العطاء', titleEn: 'One Hundred Hours of Giving' },
  500: { titleAr: 'خمسمئة ساعة من العطاء', titleEn: 'Five Hundred Hours of Giving' },
} as const;

/** Returns the subject of a recognition. */
export function recognitionSubject(award: Recognition): AwardSubject {
  const titles =
    award.kind === 'annual'
      ? { titleAr: 'عام من العطاء', titleEn: 'A Year of Giving' }
      : MILESTONE_TITLES[award.hours];
  return { award, ...titles, opportunity: null };
}
