import { readAssets } from '../../pages/assets.ts';
import { pageContexts } from '../../pages/page-contexts.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { pageRoutes } from './page-routes.ts';

const environment = readEnvironment('PUBLIC_BASE_URL');
const assets = readAssets(`${templatesDirectory()}/assets`);
const pages = pageContexts(templatesDirectory(), environment.PUBLIC_BASE_URL, new Map(), assets);

export const handler = apiHandler<'verification/pages'>(pageRoutes({ assets, pages }));
