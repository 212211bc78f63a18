import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { awsClients } from '../../infra/local/services.ts';
import { echoAssembly } from './echo-assembly.ts';
import { eventually } from './eventually.ts';
import { childrenOf, parentOf } from './process-table.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();

/** Starts a cloud in a process of its own; resolves when it is ready. */
async function cloudChild(data: string, memory: 'memory' | 'disk') {
  const script = path.join(import.meta.dirname, 'cloud-child.ts');
  const child = spawn(process.execPath, [script, await echoAssembly(folder), data, memory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  const lines = createInterface({ input: child.stdout });
  const [url] = (await once(lines, 'line')) as [string];
  return { child, url, pid: child.pid ?? 0 };
}

/** Waits until none of the processes is left. */
const allGone = (pids: readonly number[]) =>
  eventually(() => pids.every((pid) => parentOf(pid) === undefined));

describe('a cloud whose process ends', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)('by %s leaves no child process behind', async (signal) => {
    const { child, url, pid } = await cloudChild(path.join(folder, signal), 'memory');
    expect((await fetch(`${url}/x`)).status).toBe(200);
    const children = childrenOf(pid);
    expect(children.length).toBeGreaterThanOrEqual(2);
    child.kill(signal);
    await once(child, 'exit');
    await allGone(children);
  });

  test('by SIGKILL keeps its data, and the next cloud may use the folder', async () => {
    const data = path.join(folder, 'kept');
    const first = await cloudChild(data, 'disk');
    const health = (await (await fetch(`${first.url}/_local/health`)).json()) as EmbeddedCloud;
    const clients = awsClients(health.endpoints);
    const Item = { pk: { S: 'VOLUNTEER#1' }, sk: { S: 'PROFILE' }, listPk: { S: 'L' } };
    await clients.dynamo.send(new PutItemCommand({ TableName: health.tableName, Item }));
    await clients.s3.send(
      new PutObjectCommand({ Bucket: health.bucketName, Key: 'documents/1.pdf', Body: 'pdf' }),
    );
    const token = await tokenFrom(first.url);
    const children = childrenOf(first.pid);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    // DynamoDB Local would lose its last transaction if it were killed too; it shuts down once its parent is gone.
    await allGone(children);
    const port = Number(new URL(first.url).port);
    const second = await startEmbeddedCloud({ assembly: await echoAssembly(folder), data, port });
    try {
      const found = await second.clients.dynamo.send(
        new GetItemCommand({ TableName: second.tableName, Key: { pk: Item.pk, sk: Item.sk } }),
      );
      expect(found.Item).toEqual(Item);
      const listed = await second.clients.dynamo.send(
        new QueryCommand({
          TableName: second.tableName,
          IndexName: 'listing',
          KeyConditionExpression: 'listPk = :l',
          ExpressionAttributeValues: { ':l': { S: 'L' } },
        }),
      );
      expect(listed.Count).toBe(1);
      const object = await second.clients.s3.send(
        new GetObjectCommand({ Bucket: second.bucketName, Key: 'documents/1.pdf' }),
      );
      expect(await object.Body?.transformToString()).toBe('pdf');
      const answer = await fetch(`${second.url}/closed/1`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
    } finally {
      await second.stop();
    }
  });
});

async function tokenFrom(url: string): Promise<string> {
  const answer = await fetch(`${url}/_local/token`, { method: 'POST', body: '{"role":"auditor"}' });
  return ((await answer.json()) as { access_token: string }).access_token;
}
