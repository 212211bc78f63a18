import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language } from '../../functions/domain/wording/language.ts';
import { FileCell, filled, OwnWords, ReaderProvider } from '../../functions/pages/components/reader.tsx';
import { filledMarkup } from '../../functions/pages/email-frame.ts';
import { html, markupOf } from '../../functions/pages/html.ts';
import { typedName } from '../../functions/pages/name-comparison.ts';

const WORDS = { ar: { lang: 'ar', dir: 'rtl' }, en: { lang: 'en', dir: 'ltr' } };

/** Returns what a page in a language shows. */
const shownIn = (language: Language, children: ReactNode): string =>
  renderToStaticMarkup(createElement(ReaderProvider, { initial: language, words: WORDS, children }));

const BOTH_SCRIPTS = ['COVID-19: حملة التطعيم', 'حملة COVID-19'];

describe('a fact in a page', () => {
  test.each([
    ['ar', 'rtl'],
    ['en', 'ltr'],
  ] as const)(
    'of both scripts is isolated in the direction of the page and not of its first letter: %s',
    (language, dir) => {
      for (const text of BOTH_SCRIPTS) {
        expect(shownIn(language, createElement(OwnWords, { text }))).toContain(`dir="${dir}"`);
        expect(shownIn(language, createElement(FileCell, { text }))).toBe(`<bdi dir="${dir}">${text}</bdi>`);
        expect(shownIn(language, filled('{name}.', { name: text }))).toBe(`<bdi dir="${dir}">${text}</bdi>.`);
        expect(markupOf(typedName(text, language))).toContain(` dir="${dir}">${text}`);
        expect(markupOf(html`${filledMarkup('{note}', { language, facts: {}, note: text })}`)).toContain(
          `dir="${dir}"`,
        );
      }
    },
  );

  test.each([
    ['ar', 'Sara Al-Harbi.', 'ltr'],
    ['en', 'سارة الحربي.', 'rtl'],
    ['ar', '2025', 'rtl'],
    ['en', '2025', 'ltr'],
  ] as const)(
    'in %s is isolated in its own direction where it is in the other script: %s',
    (language, text, dir) => {
      expect(shownIn(language, createElement(OwnWords, { text }))).toContain(`dir="${dir}"`);
    },
  );

  test('is isolated nowhere without its direction, which a browser would take from the first letter', () => {
    const undecided = ['pages', 'browser'].flatMap((folder) => {
      const root = join(import.meta.dirname, '../../functions', folder);
      return readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .flatMap((file) =>
          [
            ...readFileSync(join(root, file), 'utf8').matchAll(
              /<bdi(?![^>]*\bdir=["{])[^>]*>|<(?!input|textarea)\w+[^>]*dir="auto"/g,
            ),
          ].map(([tag]) => `${file}: ${tag}`),
        );
    });
    expect(undecided).toEqual([]);
  });
});
