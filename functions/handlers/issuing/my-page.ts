import { applicationShell, shellHeaders } from '../../pages/application-shell.ts';
import { readAssets } from '../../pages/assets.ts';
import { chooseLanguage, type Language } from '../../pages/language.ts';
import { MY_WORDS } from '../../pages/my/words.ts';
import { pageAnswer } from '../../pages/page-answer.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';

const environment = readEnvironment('SIGN_IN_ISSUER', 'SIGN_IN_CLIENT_ID', 'SIGN_IN_ORIGIN');
const policy = shellHeaders([environment.SIGN_IN_ISSUER, environment.SIGN_IN_ORIGIN]);
const assets = readAssets(`${templatesDirectory()}/assets`);

const shellIn = (language: Language) =>
  applicationShell({
    language,
    title: `${MY_WORDS[language].siteLine} · ${MY_WORDS[language].site}`,
    withoutScript: MY_WORDS[language].withoutScript,
    iconPath: assets.pathOf('mark.svg'),
    stylePaths: [assets.pathOf('page.css'), assets.pathOf('my.css')],
    scriptPath: assets.pathOf('my.js'),
    signInIssuer: environment.SIGN_IN_ISSUER,
    signInClientId: environment.SIGN_IN_CLIENT_ID,
  });
const shells = { ar: shellIn('ar'), en: shellIn('en') };

export const handler = apiHandler<'issuing/my-page'>([
  implement(issuing.getMyPage, async ({ query, event }) => {
    const language = chooseLanguage(query.lang, event.headers['accept-language']);
    const page = pageAnswer(200, language, shells[language], policy);
    return { ...page, statusCode: 200 };
  }),
]);
