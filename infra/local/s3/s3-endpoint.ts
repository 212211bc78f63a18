import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { AccessKeys } from '../iam/access-keys.ts';
import { listenOnLoopback } from '../loopback-server.ts';
import { allowCrossOrigin, type CrossOriginRule } from './cross-origin.ts';
import { type ExpiryRule, expireObjects } from './expiry.ts';
import { listObjects, listVersions } from './listing.ts';
import { MultipartUploads } from './multipart-uploads.ts';
import { objectHeaders } from './object-headers.ts';
import type { StoredChecksum, WriteCondition } from './object-index.ts';
import { answerObject } from './object-reading.ts';
import { ObjectStore } from './object-store.ts';
import { receiveBody } from './received-body.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { readRequest, type S3Request } from './s3-request.ts';
import { verifySignature } from './signature.ts';
import { contentsOf, element, parent, textOf, xmlDocument } from './xml.ts';

/** What a bucket is configured to do. */
export interface BucketConfiguration {
  readonly crossOriginRules?: readonly CrossOriginRule[];
  readonly expiryRules?: readonly ExpiryRule[];
  /** Whether what is replaced or deleted is kept as an older version. */
  readonly versioned?: boolean;
}

/** A running S3 endpoint. */
export interface S3Endpoint {
  readonly endpoint: string;
  /** Creates a bucket unless it exists, and sets what it is configured to do. */
  createBucket(name: string, configuration?: BucketConfiguration): void;
  /** Deletes what has expired by the buckets' rules. Runs by itself at the start and every hour. */
  expire(nowMilliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const XML_LIMIT_BYTES = 2 * 2 ** 20;
/** Query parameters that select another operation than reading, writing, listing or deleting. */
const OPERATIONS = new Set(['uploads', 'uploadId', 'delete', 'versions']);
const PLAIN_PARAMETER =
  /^(x-id|partNumber|list-type|prefix|delimiter|max-keys|start-after|continuation-token|encoding-type|fetch-owner|response-[a-z-]+|x-amz-[a-z0-9-]+)$/i;

/**
 * Starts an endpoint of S3 with the operations that the product uses, as strict as S3; others answer 501.
 * `test/local/s3-conformance.ts` runs the same tests against it and Ceph's object gateway.
 */
export async function startS3(options: {
  directory: string;
  keys: AccessKeys;
  durable: boolean;
  log?: (line: string) => void;
}): Promise<S3Endpoint> {
  const store = new ObjectStore(options.directory, { durable: options.durable });
  const uploads = new MultipartUploads(path.join(options.directory, 'uploads'), store);
  const crossOrigin = new Map<string, readonly CrossOriginRule[]>();
  const expiry = new Map<string, readonly ExpiryRule[]>();
  const expire = async (now: number): Promise<void> => {
    for (const [bucket, rules] of expiry) await expireObjects(store, bucket, rules, now);
  };
  const hourly = setInterval(() => {
    expire(Date.now()).catch((error: Error) => options.log?.(`S3: ${error.stack}`));
  }, HOUR_MS).unref();

  const server = await listenOnLoopback(async (message, response) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    try {
      const request = readRequest(message);
      const allowed = allowCrossOrigin(message, response, crossOrigin.get(request.bucket) ?? []);
      if (request.method === 'OPTIONS') {
        response.writeHead(allowed ? 200 : 403).end();
        return;
      }
      const payloadHash = verifySignature(request, options.keys, Date.now());
      await answer(request, response, payloadHash);
    } catch (error) {
      answerError(message, response, error, requestId, options.log);
    }
  });

  async function answer(request: S3Request, response: ServerResponse, payloadHash: string): Promise<void> {
    const operation = operationOf(request);
    if (request.bucket === '') throw notImplemented('Listing buckets');
    store.index.requireBucket(request.bucket);
    switch (operation) {
      case 'GET bucket':
        return sendXml(response, listObjects(request, store.index));
      case 'GET bucket?versions':
        return sendXml(response, listVersions(request, store.index));
      case 'HEAD bucket':
        response.writeHead(200).end();
        return;
      case 'POST bucket?delete':
        return sendXml(response, await deleteMany(request, payloadHash));
      case 'GET object':
      case 'HEAD object':
        return answerObject(request, response, store);
      case 'PUT object':
        return putObject(request, response, payloadHash);
      case 'DELETE object':
        await store.remove(request.bucket, request.key);
        response.writeHead(204).end();
        return;
      case 'POST object?uploads':
        return sendXml(
          response,
          xmlDocument(
            parent('InitiateMultipartUploadResult', [
              ...naming(request),
              element('UploadId', uploads.start(request)),
            ]),
          ),
        );
      case 'PUT object?uploadId': {
        const part = await uploads.receivePart(request, uploadId(request), payloadHash);
        response.writeHead(200, { etag: `"${part.md5}"`, ...checksumHeader(part.checksum) }).end();
        return;
      }
      case 'POST object?uploadId': {
        const body = await xmlBody(request, payloadHash);
        const completed = await uploads.complete(request, uploadId(request), body, Date.now());
        const { checksum } = completed;
        return sendXml(
          response,
          xmlDocument(
            parent('CompleteMultipartUploadResult', [
              ...naming(request),
              element('ETag', `"${completed.etag}"`),
              ...(checksum === undefined
                ? []
                : [element(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value)]),
            ]),
          ),
        );
      }
      case 'GET object?uploadId':
        return sendXml(response, await uploads.list(request, uploadId(request)));
      case 'DELETE object?uploadId':
        await uploads.abort(request, uploadId(request));
        response.writeHead(204).end();
        return;
      default:
        throw notImplemented(operation);
    }
  }

  async function putObject(request: S3Request, response: ServerResponse, payloadHash: string): Promise<void> {
    const headers = objectHeaders(request);
    const condition = writeCondition(request);
    const incoming = await store.receive();
    try {
      const { size, md5, checksum } = await receiveBody(request, payloadHash, (chunk) =>
        incoming.write(chunk),
      );
      await store.put(
        request.bucket,
        incoming,
        {
          key: request.key,
          size,
          etag: md5,
          modifiedAtMilliseconds: Date.now(),
          headers,
          ...(checksum === undefined ? {} : { checksum }),
        },
        condition,
      );
      response
        .writeHead(200, {
          etag: `"${md5}"`,
          'x-amz-server-side-encryption': 'AES256',
          ...checksumHeader(checksum),
        })
        .end();
    } catch (error) {
      await incoming.discard();
      throw error;
    }
  }

  async function deleteMany(request: S3Request, payloadHash: string): Promise<string> {
    const objects = contentsOf(await xmlBody(request, payloadHash), 'Object').map((text) => ({
      key: textOf(text, 'Key') ?? '',
      version: textOf(text, 'VersionId'),
    }));
    if (objects.length > 1000) throw new S3Error(400, 'MalformedXML', 'At most 1000 keys');
    for (const { key, version } of objects)
      await (version === undefined
        ? store.remove(request.bucket, key)
        : store.removeVersion(request.bucket, key, version));
    return xmlDocument(
      parent(
        'DeleteResult',
        objects.map(({ key }) => parent('Deleted', [element('Key', key)])),
      ),
    );
  }

  return {
    endpoint: server.url,
    expire,
    createBucket: (name, { crossOriginRules = [], expiryRules = [], versioned = false } = {}) => {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
        throw new Error(`${name} is not the name of a bucket`);
      store.index.createBucket(name, Date.now());
      crossOrigin.set(name, crossOriginRules);
      expiry.set(name, expiryRules);
      if (versioned) store.keepVersions(name);
    },
    stop: async () => {
      clearInterval(hourly);
      await server.stop();
      store.close();
    },
  };
}

function operationOf(request: S3Request): string {
  const selecting: string[] = [];
  for (const name of request.query.keys()) {
    if (OPERATIONS.has(name)) selecting.push(name);
    else if (!PLAIN_PARAMETER.test(name)) throw notImplemented(`The parameter ${name}`);
  }
  if (request.header('x-amz-copy-source') !== undefined) throw notImplemented('Copying an object');
  const target = request.key === '' ? 'bucket' : 'object';
  return `${request.method} ${target}${selecting.length === 0 ? '' : `?${selecting.join('&')}`}`;
}

function writeCondition(request: S3Request): WriteCondition {
  const ifNoneMatch = request.header('if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    throw notImplemented('If-None-Match with an ETag on a write');
  const ifMatch = request.header('if-match');
  return {
    ...(ifNoneMatch === undefined ? {} : { absent: true }),
    ...(ifMatch === undefined ? {} : { etag: ifMatch.replaceAll('"', '') }),
  };
}

async function xmlBody(request: S3Request, payloadHash: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  await receiveBody(request, payloadHash, (chunk) => {
    size += chunk.length;
    if (size > XML_LIMIT_BYTES) throw new S3Error(400, 'MalformedXML', 'The body is too large');
    chunks.push(chunk);
  });
  return Buffer.concat(chunks).toString('utf8');
}

const uploadId = (request: S3Request): string => request.query.get('uploadId') ?? '';
const naming = (request: S3Request): string[] => [
  element('Bucket', request.bucket),
  element('Key', request.key),
];
const checksumHeader = (checksum: StoredChecksum | undefined): Record<string, string> =>
  checksum === undefined ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value };

function sendXml(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
}

function answerError(
  message: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  requestId: string,
  log?: (line: string) => void,
): void {
  const known = error instanceof S3Error ? error : undefined;
  if (known === undefined && !message.destroyed) log?.(`S3: ${error instanceof Error ? error.stack : error}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // Reads the rest of the body, so that a client that is still sending receives the response.
  message.resume();
  const status = known?.status ?? 500;
  if (message.method === 'HEAD') {
    response.writeHead(status).end();
    return;
  }
  const body = parent('Error', [
    element('Code', known?.code ?? 'InternalError'),
    element('Message', known?.message ?? 'We encountered an internal error. Please try again.'),
    element('RequestId', requestId),
  ]);
  sendXml(response, xmlDocument(body), status);
}
