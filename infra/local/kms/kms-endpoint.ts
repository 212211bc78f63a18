import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { requestBody } from '../request-body.ts';
import { KmsError, keyOperations } from './key-operations.ts';
import type { KmsKeys } from './kms-keys.ts';

const BODY_LIMIT_BYTES = 64 * 1024;

/** Starts an endpoint of KMS (JSON 1.1 protocol) with real RSA keys. Other operations than the product's are unknown. */
export function startKms(keys: KmsKeys): Promise<LoopbackServer> {
  const operations = keyOperations(keys);
  return listenOnLoopback(async (request, response) => {
    try {
      const name = String(request.headers['x-amz-target'] ?? '').replace('TrentService.', '');
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (operation === undefined) throw new KmsError('UnknownOperationException', `${name} is not emulated`);
      const body = await requestBody(request, BODY_LIMIT_BYTES);
      if (body === undefined) throw new KmsError('RequestEntityTooLarge', 'The request is too large.');
      answer(response, 200, operation(JSON.parse(body.toString() || '{}')));
    } catch (error) {
      if (error instanceof KmsError) answer(response, 400, { __type: error.type, message: error.message });
      else answer(response, 500, { __type: 'KMSInternalException', message: String(error) });
    }
  });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(body));
}
