export type Language = 'ar' | 'en';

/**
 * The language of messages: `--lang ar|en`, else the locale of the environment, else English. It is read
 * before the arguments are parsed, because the help of the parser is in it too.
 */
export function chosenLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const asked = argv.flatMap((word, index) => {
    if (word === '--lang') return [argv[index + 1] ?? ''];
    return word.startsWith('--lang=') ? [word.slice('--lang='.length)] : [];
  });
  const wanted = asked.at(-1) ?? (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || 'en');
  return wanted.toLowerCase().startsWith('ar') ? 'ar' : 'en';
}
