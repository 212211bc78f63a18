/**
 * Measures what the CPU of one read through the AWS SDK consists of, each kind in turn and several times:
 * `node test/bench/read-cpu.ts`. The store is a server of its own process that answers at once.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';
import { dynamoClient, PEOPLE } from '../../functions/storage/clients.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { issuedOf, snapshotOf } from '../certificates.ts';

const ROUNDS = 12;
const CALLS = 300;
const TYPE = 'application/x-amz-json-1.0';
const answer = Buffer.from(JSON.stringify({ Item: certificateItem(issuedOf(snapshotOf())) }));
const read = {
  TableName: 'T',
  Key: marshall({ pk: 'CERTIFICATE', sk: 'CERTIFICATE' }),
  ConsistentRead: true,
};

function serve(): void {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': TYPE, 'content-length': answer.length }).end(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
}

async function measure(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url));
  const [{ port }] = await once(child, 'message');
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    AWS_REGION: 'me-south-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  });
  const ours = dynamoClient(PEOPLE);
  const withEndpoint = new DynamoDBClient({ cacheMiddleware: true, endpoint });
  const inMemory = {
    requestHandler: { handle: async () => ({ response: answered() }) },
    cacheMiddleware: true,
  };
  const signed = new DynamoDBClient(inMemory);
  const unsigned = new DynamoDBClient({ ...inMemory, signer: { sign: async (request) => request } });
  const agent = new http.Agent({ keepAlive: true });
  const kinds = {
    'bare HTTP request, same bytes': () => bareRequest(endpoint, agent),
    'client of the functions': () => ours.send(new GetItemCommand(read)),
    'endpoint given, no time limits': () => withEndpoint.send(new GetItemCommand(read)),
    'answer from memory': () => signed.send(new GetItemCommand(read)),
    'answer from memory, not signed': () => unsigned.send(new GetItemCommand(read)),
  };
  const found = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [kind, call] of Object.entries(kinds)) {
      const cost = await microseconds(call);
      // The first round warms up.
      if (round > 0) found.set(kind, [...(found.get(kind) ?? []), cost]);
    }
  for (const [kind, costs] of found) {
    const [least = 0] = costs.toSorted((a, b) => a - b);
    const median = costs.toSorted((a, b) => a - b)[ROUNDS / 2] ?? 0;
    console.log(`${kind}: ${median.toFixed(0)} µs of CPU (median; least ${least.toFixed(0)})`);
  }
  child.kill();
  agent.destroy();
}

function answered(): HttpResponse {
  return new HttpResponse({
    statusCode: 200,
    headers: { 'content-type': TYPE },
    body: Readable.from([answer]),
  });
}

function bareRequest(endpoint: string, agent: http.Agent): Promise<void> {
  const body = JSON.stringify(read);
  const headers = { 'content-type': TYPE, 'content-length': body.length, authorization: 'x'.repeat(250) };
  return new Promise((resolve, reject) => {
    const request = http.request(endpoint, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () => {
          JSON.parse(Buffer.concat(chunks).toString());
          resolve();
        });
    });
    request.on('error', reject).end(body);
  });
}

async function microseconds(call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let calls = 0; calls < CALLS; calls += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

if (process.send) serve();
else await measure();
