import { Refusal } from '../../domain/refusal.ts';
import { readAssets } from '../../pages/assets.ts';
import * as verification from '../../routes/verification.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';

const assets = readAssets(templatesDirectory());

export const handler = apiHandler<'verification/assets'>([
  implement(verification.getAsset, async ({ path }) => {
    const asset = assets.find(path.name);
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
  }),
]);
