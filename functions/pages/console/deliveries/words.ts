import arabic from '../../../../templates/pages/console/deliveries.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/deliveries.en.json' with { type: 'json' };
import { useSectionWords } from '../../components/section-words.ts';

export type DeliveryWords = typeof english;

const WORDS: Readonly<Record<'ar' | 'en', DeliveryWords>> = { ar: arabic, en: english };

export const useDeliveryWords = (): DeliveryWords => useSectionWords(WORDS);
