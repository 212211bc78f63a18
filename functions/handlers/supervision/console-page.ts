import { applicationShell, shellHeaders } from '../../pages/application-shell.ts';
import { readAssets } from '../../pages/assets.ts';
import { CONSOLE_WORDS } from '../../pages/console/words.ts';
import { chooseLanguage, type Language } from '../../pages/language.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import * as supervision from '../../routes/supervision.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import type { ApiEvent } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { PEOPLE, s3Client } from '../../storage/clients.ts';
import { S3ImportFiles } from '../../storage/s3/s3-import-files.ts';

const environment = readEnvironment('BUCKET_NAME', 'SIGN_IN_ISSUER', 'SIGN_IN_CLIENT_ID', 'SIGN_IN_ORIGIN');
// A link like those that the page uploads files to: only its origin counts.
const uploadLink = await new S3ImportFiles(s3Client(PEOPLE), environment.BUCKET_NAME).uploadLink(
  'none',
  1,
  1,
);
const policy = shellHeaders([environment.SIGN_IN_ISSUER, environment.SIGN_IN_ORIGIN, uploadLink]);
const assets = readAssets(`${templatesDirectory()}/assets`);

const shellIn = (language: Language) =>
  applicationShell({
    language,
    title: `${CONSOLE_WORDS[language].siteLine} · ${CONSOLE_WORDS[language].site}`,
    withoutScript: CONSOLE_WORDS[language].withoutScript,
    iconPath: assets.pathOf('mark.svg'),
    stylePaths: ['page.css', 'my.css', 'console.css'].map((name) => assets.pathOf(name)),
    scriptPath: assets.pathOf('console.js'),
    signInIssuer: environment.SIGN_IN_ISSUER,
    signInClientId: environment.SIGN_IN_CLIENT_ID,
  });
const shells = { ar: shellIn('ar'), en: shellIn('en') };

function page({ headers }: ApiEvent, wanted: string | undefined) {
  const language = chooseLanguage(wanted, headers['accept-language']);
  return { ...pageAnswer(200, language, shells[language], policy), statusCode: 200 as const };
}

export const handler = apiHandler<'supervision/console-page'>([
  implement(supervision.getConsole, async ({ query, event }) => page(event, query.lang)),
  implement(supervision.getConsoleSection, async ({ query, event }) => page(event, query.lang)),
]);
