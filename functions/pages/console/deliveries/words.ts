import arabic from '../../../../templates/pages/console/deliveries.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/deliveries.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type DeliveryWords = typeof english;

const WORDS: Readonly<Record<Language, DeliveryWords>> = { ar: arabic, en: english };

export const useDeliveryWords = (): DeliveryWords => useSectionWords(WORDS);
