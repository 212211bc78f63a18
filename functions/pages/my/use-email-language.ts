import { useEffect, useRef } from 'react';
import type { Language } from '../../domain/wording/language.ts';
import { useReader } from '../components/reader.tsx';

/**
 * Tells the service the language that the reader chooses on the page, for emails from then on. Not the one in which the
 * page opened: that one the browser chose.
 */
export function useEmailLanguage(tell: (language: Language) => Promise<unknown>): void {
  const { language } = useReader();
  const told = useRef(language);
  const teller = useRef(tell);
  teller.current = tell;
  useEffect(() => {
    if (language === told.current) return;
    told.current = language;
    // The page is in the language already; where there is no connection, the next choice counts.
    teller.current(language).catch(() => undefined);
  }, [language]);
}
