import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { CountryProfile } from '../../domain/issuer.ts';
import { orderedText } from '../../domain/wording/directional-text.ts';
import { directionOf, type Language, languageOf, otherLanguage } from '../../domain/wording/language.ts';
import { type ReaderFormat, readerFormat } from '../reader-format.ts';

/** What a page needs to speak to its reader. */
export interface Reader<Words> {
  readonly language: Language;
  readonly words: Words;
  readonly switchLanguage: () => void;
  /** Formats numbers, days and times as a country's certificates do. */
  readonly formatOf: (country: CountryProfile) => ReaderFormat;
}

const ReaderContext = createContext<Reader<unknown> | undefined>(undefined);

/** The locales by which components write dates: the Gregorian calendar, as dates are stored. */
const LOCALES: Readonly<Record<Language, string>> = {
  ar: 'ar-SA-u-ca-gregory-nu-arab',
  en: 'en-GB',
};

/** Gives a page its language and texts, sets the direction of the document, and keeps the choice in the address. */
export function ReaderProvider<Words extends { readonly lang: string; readonly dir: string }>(props: {
  readonly initial: Language;
  readonly words: Readonly<Record<Language, Words>>;
  readonly children: ReactNode;
}): ReactNode {
  const [language, setLanguage] = useState(props.initial);
  const words = props.words[language];
  useEffect(() => {
    document.documentElement.lang = words.lang;
    document.documentElement.dir = words.dir;
  }, [words]);
  useEffect(() => {
    const follow = () => {
      const wanted = new URLSearchParams(location.search).get('lang');
      if (wanted === 'ar' || wanted === 'en') setLanguage(wanted);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const reader = useMemo<Reader<Words>>(
    () => ({
      language,
      words,
      switchLanguage: () => {
        const next = otherLanguage(language);
        const query = new URLSearchParams(location.search);
        query.set('lang', next);
        history.replaceState(history.state, '', `${location.pathname}?${query}${location.hash}`);
        setLanguage(next);
      },
      formatOf: (country) => readerFormat(language, country),
    }),
    [language, words],
  );
  return (
    <ReaderContext value={reader}>
      <I18nProvider locale={LOCALES[language]}>{props.children}</I18nProvider>
    </ReaderContext>
  );
}

/** Returns the reader of the page. */
export function useReader<Words>(): Reader<Words> {
  const reader = useContext(ReaderContext);
  if (reader === undefined) throw new Error('useReader is used outside a ReaderProvider');
  return reader as Reader<Words>;
}

/** A text that people have typed, isolated in the direction of its language and with its numbers in order. */
export function TypedText({
  text,
  language,
}: {
  readonly text: string;
  readonly language: Language;
}): ReactNode {
  return (
    <bdi lang={language} dir={directionOf(language)}>
      {orderedText(text, language)}
    </bdi>
  );
}

/** Somebody's own words, in whatever language: isolated, those of both scripts in the direction of the page. */
export function OwnWords({ text }: { readonly text: string }): ReactNode {
  const { language } = useReader();
  return <TypedText text={text} language={languageOf(text, language)} />;
}

/** A cell of somebody's file as it stands there, so that it can be copied and searched: isolated, and nothing added. */
export function FileCell({ text }: { readonly text: string }): ReactNode {
  const { language } = useReader();
  return <bdi dir={directionOf(languageOf(text, language))}>{text}</bdi>;
}

/** Fills in the `{placeholders}` of a text. A fact that is a text is isolated in the direction of the page. */
export function filled(text: string, values: Readonly<Record<string, ReactNode>>): ReactNode {
  return text.split(/\{(\w+)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    // The pieces of a text never change their order.
    return <Fact key={piece} value={values[piece]} />;
  });
}

function Fact({ value }: { readonly value: ReactNode }): ReactNode {
  const { language } = useReader();
  return typeof value === 'string' ? <bdi dir={directionOf(language)}>{value}</bdi> : <span>{value}</span>;
}
