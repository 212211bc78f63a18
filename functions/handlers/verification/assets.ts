import { Refusal } from '../../domain/refusal.ts';
import { readAssets } from '../../pages/assets.ts';
import { type Answer, apiHandler, pathParameter, type Route } from '../../runtime/http/api.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';

const assets = readAssets(templatesDirectory());

/** Styles, scripts and fonts of the pages. Their names change with their content, so they are kept for good. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/assets/{name}',
    handle: async (event): Promise<Answer> => {
      const asset = assets.find(pathParameter(event, 'name'));
      if (asset === undefined) throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
      return {
        statusCode: 200,
        headers: {
          'content-type': asset.contentType,
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
        },
        isBase64Encoded: true,
        body: asset.bytes.toString('base64'),
      };
    },
  },
];

export const handler = apiHandler(routes);
