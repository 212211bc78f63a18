/**
 * Measures the rate and the 99th percentile latency of verifications through the embedded gateway, compared with a Node
 * server that answers the same bytes: `node test/bench/verification-load.ts [seconds]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import autocannon from 'autocannon';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { idOf, issuedOf } from '../certificates.ts';

const CONNECTIONS = 16;

/** The result of one load test. */
interface LoadFigures {
  readonly name: string;
  readonly answersPerSecond: number;
  readonly p99Milliseconds: number;
  /** Answers other than 2xx, and requests without an answer. */
  readonly failures: number;
}

/** Measures `GET /verify/{id}` for a valid certificate, and then the server that only sends the same bytes. */
async function verificationLoad(cloud: EmbeddedCloud, seconds: number): Promise<readonly LoadFigures[]> {
  await cloud.clients.dynamo.send(
    new PutItemCommand({ TableName: cloud.tableName, Item: certificateItem(issuedOf()) }),
  );
  const address = `${cloud.url}/verify/${idOf(1)}`;
  const answer = await fetch(address);
  const body = Buffer.from(await answer.arrayBuffer());
  if (!body.includes('"valid"')) throw new Error(`Not a valid certificate: ${body.toString()}`);
  const bare = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const { port } = bare.address() as AddressInfo;
  try {
    // Warms up the functions.
    await measureLoad('warm-up', address, 2);
    return [
      await measureLoad('GET /verify/{id}, embedded cloud', address, seconds),
      await measureLoad('the same bytes, Node server', `http://127.0.0.1:${port}/`, seconds),
    ];
  } finally {
    bare.close();
  }
}

async function measureLoad(name: string, url: string, duration: number): Promise<LoadFigures> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration });
  return {
    name,
    answersPerSecond: Math.round(result.requests.average),
    p99Milliseconds: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}

const data = mkdtempSync(join(tmpdir(), 'verification-load-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
try {
  for (const { name, answersPerSecond, p99Milliseconds, failures } of await verificationLoad(
    cloud,
    Number(process.argv[2] ?? 10),
  ))
    console.log(`${name}: ${answersPerSecond}/s, p99 ${p99Milliseconds} ms, ${failures} failed`);
} finally {
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}
