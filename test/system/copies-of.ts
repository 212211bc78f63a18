import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';

/**
 * Returns where an embedded cloud holds one of some names, sorted: items of the table by their keys, messages by their
 * queue, and files of its data folder: objects of all versions, emails and logs.
 */
export async function copiesOf(
  names: readonly string[],
  cloud: EmbeddedCloud,
  folder: string,
): Promise<string[]> {
  const found: string[] = [];
  const isIn = (text: string) => names.some((name) => text.includes(name));
  for await (const { Items = [] } of paginateScan(
    { client: cloud.clients.dynamo },
    { TableName: cloud.tableName, ConsistentRead: true },
  ))
    for (const item of Items) {
      const { pk, sk, ...fields } = unmarshall(item);
      if (isIn(JSON.stringify(fields)) || isIn(`${pk} ${sk}`)) found.push(`table: ${pk} / ${sk}`);
    }
  for (const { logicalId, url } of cloud.queues) {
    const request = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 1 };
    const { Messages = [] } = await cloud.clients.sqs.send(new ReceiveMessageCommand(request));
    if (Messages.some(({ Body = '' }) => isIn(Body))) found.push(`queue: ${logicalId}`);
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (textsOf(readFileSync(file)).some(isIn)) found.push(`file: ${path.relative(folder, file)}`);
  }
  return found.sort();
}

/** Returns the texts of a file: as it stands, of the entries of a ZIP, and of what is compressed in it. */
function textsOf(bytes: Buffer): string[] {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const texts = [
    bytes.toString('utf8'),
    even.toString('utf16le'),
    Buffer.from(even).swap16().toString('utf16le'),
  ];
  for (const inflated of compressedIn(bytes)) texts.push(inflated.toString('utf8'));
  return texts;
}

/** Yields what is compressed in a file: a gzip as a whole, and the streams of every PDF in it, in a ZIP too. */
function* compressedIn(bytes: Buffer): Generator<Buffer> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield gunzipSync(bytes);
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('endstream', at);
    if (end < 0) return;
    try {
      yield inflateSync(bytes.subarray(at + 'stream\n'.length, end));
    } catch {
      // Not compressed: it was searched as it stands.
    }
  }
}
