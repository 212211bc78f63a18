import type { Language } from '../../domain/wording/language.ts';
import { applicationShell, type ShellTexts, shellHeaders } from '../../pages/application-shell.ts';
import { readAssets } from '../../pages/assets.ts';
import { CONSOLE_WORDS } from '../../pages/console/words.ts';
import { chooseLanguage } from '../../pages/language.ts';
import { MY_WORDS } from '../../pages/my/words.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import * as issuing from '../../routes/issuing.ts';
import * as supervision from '../../routes/supervision.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { type ApiEvent, answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { PEOPLE, s3Client } from '../../storage/clients.ts';
import { S3ImportFiles } from '../../storage/s3/s3-import-files.ts';

const environment = readEnvironment(
  'BUCKET_NAME',
  'SIGN_IN_ISSUER',
  'SIGN_IN_CLIENT_ID',
  'SIGN_IN_ORIGIN',
  'COMMAND_LINE_CLIENT_ID',
);
const signIn = [environment.SIGN_IN_ISSUER, environment.SIGN_IN_ORIGIN];
// A link like those to which files are uploaded, and from which documents are read: only its origin counts.
const bucketLink = await new S3ImportFiles(s3Client(PEOPLE), environment.BUCKET_NAME).uploadLink(
  'none',
  1,
  1,
);
const assets = readAssets(`${templatesDirectory()}/assets`);

/** Returns what answers with the shell of a page that is drawn in the browser; it calls some addresses besides its own. */
function shellOf(
  name: 'my' | 'console',
  words: Readonly<Record<Language, ShellTexts>>,
  addresses: readonly string[],
) {
  const policy = shellHeaders(addresses);
  const shellIn = (language: Language) =>
    applicationShell({
      name,
      assets,
      language,
      texts: words[language],
      signInIssuer: environment.SIGN_IN_ISSUER,
      signInClientId: environment.SIGN_IN_CLIENT_ID,
    });
  const shells = { ar: shellIn('ar'), en: shellIn('en') };
  return ({ headers }: ApiEvent, wanted: string | undefined) => {
    const language = chooseLanguage(wanted, headers['accept-language']);
    return { ...pageAnswer(200, language, shells[language], policy), statusCode: 200 as const };
  };
}

const myPage = shellOf('my', MY_WORDS, [...signIn, bucketLink]);
const consolePage = shellOf('console', CONSOLE_WORDS, [...signIn, bucketLink]);

export const handler = apiHandler<'issuing/application-pages'>([
  implement(issuing.getMyPage, async ({ query, event }) => myPage(event, query.lang)),
  implement(supervision.getConsole, async ({ query, event }) => consolePage(event, query.lang)),
  implement(supervision.getConsoleSection, async ({ query, event }) => consolePage(event, query.lang)),
  implement(issuing.getSignIn, async () =>
    answer(200, { issuer: environment.SIGN_IN_ISSUER, clientId: environment.COMMAND_LINE_CLIENT_ID }),
  ),
]);
