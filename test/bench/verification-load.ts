/**
 * Measures verifications through the embedded cloud against a Node server that sends the same bytes, and the CPU of one
 * answer by the process that spends it: `node test/bench/verification-load.ts [seconds]`. Part of `npm run bench`.
 *
 * One ID is asked for through the reproduced distribution, which keeps its answer; 2,000 IDs with a token, past it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { processUsage } from '../../infra/local/lambda/process-usage.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { load } from './load.ts';
import { storeCertificates } from './store-certificates.ts';

const CONNECTIONS = 16;
const IDS = 2_000;
/** A request with a token is answered by the API itself. */
const PAST_THE_CACHE = { authorization: 'Bearer none' };
const seconds = Number(process.argv[2] ?? 10);

/** CPU milliseconds so far of the gateway's process, the functions', and DynamoDB Local's. */
function cpu(cloud: EmbeddedCloud) {
  const { user, system } = process.cpuUsage();
  const functions = cloud.functions.reduce((sum, { pool }) => sum + pool.usage().cpuMilliseconds, 0);
  const store = cloud.emulators.reduce((sum, pid) => sum + (processUsage(pid)?.cpuMilliseconds ?? 0), 0);
  return { gateway: (user + system) / 1000, functions, store };
}

async function bareServer(body: Buffer) {
  const bare = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}`, stop: () => bare.close() };
}

const data = mkdtempSync(join(tmpdir(), 'verification-load-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true, distribution: true });
try {
  const paths = await storeCertificates(cloud, IDS);
  const answer = await fetch(`${cloud.url}${paths[1]}`);
  const body = Buffer.from(await answer.arrayBuffer());
  if (!body.includes('"valid"')) throw new Error(`Not a valid certificate: ${body.toString()}`);
  const bare = await bareServer(body);
  const asked = { connections: CONNECTIONS, seconds };
  await load({ url: cloud.url, paths, headers: PAST_THE_CACHE, ...asked, seconds: 3 });
  const peer = await load({ url: bare.url, paths: ['/'], ...asked });
  console.log(`bare Node server: ${peer.perSecond}/s, p99 ${peer.p99} ms`);
  for (const [name, order] of [
    ['distinct IDs, API', { url: cloud.url, paths, headers: PAST_THE_CACHE }],
    ['one ID, distribution', { url: cloud.url, paths: paths.slice(0, 1) }],
  ] as const) {
    const before = cpu(cloud);
    const result = await load({ ...order, ...asked });
    const after = cpu(cloud);
    const of = (part: keyof typeof after) => ((after[part] - before[part]) / result.answers).toFixed(3);
    console.log(
      `${name}: ${result.perSecond}/s (1/${(peer.perSecond / result.perSecond).toFixed(1)} of the peer), p99 ${result.p99} ms, ${result.failures} failed; ms of CPU: gateway ${of('gateway')}, function ${of('functions')}, store ${of('store')}`,
    );
  }
  bare.stop();
} finally {
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}
