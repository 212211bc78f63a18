import type { Language } from '../../../../functions/domain/wording/language.ts';

/**
 * Returns the language of messages: that of `--lang`, else of the environment's locale, else English. Reads the
 * arguments before the parser does, because the parser's help is in this language too.
 */
export function chosenLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const options = argv.flatMap((word, index) => {
    if (word === '--lang') return [argv[index + 1] ?? ''];
    return word.startsWith('--lang=') ? [word.slice('--lang='.length)] : [];
  });
  const locale =
    options.at(-1) ?? (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || 'en');
  return locale.toLowerCase().startsWith('ar') ? 'ar' : 'en';
}
