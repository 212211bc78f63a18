import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { listenOnLoopback } from '../../infra/local/loopback-server.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { awsClients } from '../../infra/local/services.ts';
import { StartRefusal } from '../../infra/local/start-refusal.ts';
import { handmadeFunction, writeAssembly } from './handmade-assembly.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const START_LIMIT = 120_000;

const ECHO = `
import { writeFileSync } from 'node:fs';
export const handler = async (event) => {
  if (event.Records) { writeFileSync(process.env.MARK + '.queue', event.Records[0].body); return { batchItemFailures: [] }; }
  if (event.source === 'aws.events') { writeFileSync(process.env.MARK + '.schedule', JSON.stringify(event)); return; }
  if (event.rawPath === '/picture') return { statusCode: 200, headers: { 'content-type': 'image/png' }, isBase64Encoded: true, body: Buffer.from([0, 255, 137]).toString('base64') };
  if (event.rawPath === '/cookies') return { statusCode: 200, cookies: ['a=1', 'b=2'], body: JSON.stringify(event.cookies) };
  if (event.rawPath === '/plain') return 'just text';
  if (event.rawPath === '/throws') throw new Error('never shown');
  if (event.rawPath === '/endpoints') return { statusCode: 200, body: JSON.stringify(process.env) };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
};`;

const route = (RouteKey: string, closed = false) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    ...(closed ? { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } } : {}),
  },
});

/** Two stacks in small: what is kept, and a function that uses it over another stack's exports. */
const assembly = () =>
  writeAssembly(path.join(folder, 'assembly'), {
    Service: {
      dependsOn: ['Records'],
      bundles: { e1: ECHO },
      template: { Parameters: { PublicBaseUrl: {} } },
      resources: {
        Echo: handmadeFunction('e1', {
          Environment: {
            Variables: {
              TABLE_NAME: { 'Fn::ImportValue': 'table' },
              QUEUE_URL: { Ref: 'Work' },
              PUBLIC_BASE_URL: { Ref: 'PublicBaseUrl' },
              MARK: path.join(folder, 'mark'),
            },
          },
        }),
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
        Integration: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: { Ref: 'Api' },
            IntegrationType: 'AWS_PROXY',
            IntegrationUri: { 'Fn::GetAtt': ['Echo', 'Arn'] },
            PayloadFormatVersion: '2.0',
          },
        },
        Authorizer: {
          Type: 'AWS::ApiGatewayV2::Authorizer',
          Properties: {
            ApiId: { Ref: 'Api' },
            AuthorizerType: 'JWT',
            IdentitySource: ['$request.header.Authorization'],
            JwtConfiguration: {
              Audience: [{ 'Fn::ImportValue': 'client' }],
              Issuer: 'https://cognito-idp.example',
            },
          },
        },
        Open: route('ANY /{path+}'),
        Closed: route('GET /closed/{id}', true),
        Work: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            VisibilityTimeout: 30,
            RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
          },
        },
        Dead: { Type: 'AWS::SQS::Queue' },
        Source: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
            FunctionName: { Ref: 'Echo' },
            FunctionResponseTypes: ['ReportBatchItemFailures'],
            ScalingConfig: { MaximumConcurrency: 2 },
          },
        },
        Nightly: {
          Type: 'AWS::Events::Rule',
          Properties: {
            ScheduleExpression: 'rate(1 day)',
            State: 'ENABLED',
            Targets: [{ Arn: { 'Fn::GetAtt': ['Echo', 'Arn'] }, Id: 'Target0' }],
          },
        },
        Role: { Type: 'AWS::IAM::Role' },
      },
    },
    Records: {
      template: {
        Outputs: {
          Table: { Value: { Ref: 'Table' }, Export: { Name: 'table' } },
          Client: { Value: { Ref: 'Client' }, Export: { Name: 'client' } },
        },
      },
      resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: {
            AttributeDefinitions: ['pk', 'sk', 'listPk'].map((AttributeName) => ({
              AttributeName,
              AttributeType: 'S',
            })),
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'sk', KeyType: 'RANGE' },
            ],
            BillingMode: 'PAY_PER_REQUEST',
            GlobalSecondaryIndexes: [
              {
                IndexName: 'listing',
                KeySchema: [{ AttributeName: 'listPk', KeyType: 'HASH' }],
                Projection: { ProjectionType: 'KEYS_ONLY' },
              },
            ],
            Replicas: [{ Region: { Ref: 'AWS::Region' } }],
            TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
          },
        },
        Documents: { Type: 'AWS::S3::Bucket' },
        Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' } },
        Pool: { Type: 'AWS::Cognito::UserPool' },
        Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
      },
    },
  });

async function eventually<T>(find: () => T | undefined): Promise<T> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    const found = find();
    if (found !== undefined) return found;
    await pause(50);
  }
  throw new Error('it did not happen');
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

describe('the embedded cloud', () => {
  let cloud: EmbeddedCloud;
  beforeAll(async () => {
    const data = path.join(folder, 'data');
    cloud = await startEmbeddedCloud({
      assembly: await assembly(),
      data,
      inMemory: true,
      extraEnvironment: { FAULT: 'planted' },
    });
  }, START_LIMIT);
  afterAll(() => cloud?.stop(), 30_000);

  const ask = (where: string, init: RequestInit = {}) => fetch(`${cloud.url}${where}`, init);

  test('answers HTTP through a function, in payload format 2.0', async () => {
    const answer = await ask('/some/where?a=1&a=2&b=%20x', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'one=1; two=2' },
      body: '{"hours":7.5}',
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /{path+}',
      rawPath: '/some/where',
      rawQueryString: 'a=1&a=2&b=%20x',
      cookies: ['one=1', 'two=2'],
      queryStringParameters: { a: '1,2', b: ' x' },
      pathParameters: { path: 'some/where' },
      headers: { 'content-type': 'application/json' },
      requestContext: {
        http: { method: 'POST', path: '/some/where', sourceIp: '127.0.0.1' },
        stage: '$default',
      },
      body: '{"hours":7.5}',
      isBase64Encoded: false,
    });
  });

  test('hands binary bodies over in base64, both ways', async () => {
    const sent = await (
      await ask('/upload', {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.from([1, 2, 255]),
      })
    ).json();
    expect(sent).toMatchObject({ isBase64Encoded: true, body: Buffer.from([1, 2, 255]).toString('base64') });
    const picture = await ask('/picture');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(await picture.arrayBuffer())]).toEqual([0, 255, 137]);
  });

  test('sets every cookie, and takes plain text for a 200', async () => {
    expect((await ask('/cookies')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await (await ask('/plain')).text()).toBe('just text');
  });

  test('says nothing of a fault but that there was one', async () => {
    const answer = await ask('/throws');
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('{"message":"Internal Server Error"}');
  });

  test('refuses bodies over 10 MB', async () => {
    const answer = await ask('/large', { method: 'POST', body: Buffer.alloc(10 * 2 ** 20 + 1) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
  });

  test('opens closed doors for its own tokens only, with their claims', async () => {
    expect((await ask('/closed/1')).status).toBe(401);
    expect((await ask('/closed/1', { headers: { authorization: 'Bearer abc' } })).status).toBe(401);
    const token = await cloud.token('coordinator', { id: 'c-1', issuers: ['one', 'two'] });
    const { requestContext } = (await (
      await ask('/closed/1', { headers: { authorization: `Bearer ${token}` } })
    ).json()) as {
      requestContext: { authorizer: { jwt: { claims: Record<string, string> } } };
    };
    expect(requestContext.authorizer.jwt.claims).toMatchObject({
      'cognito:groups': '[coordinator]',
      'custom:issuers': 'one,two',
      aud: 'Records-Client',
    });
    const short = await cloud.token('volunteer', { id: 'V-1', lifetimeSeconds: 1 });
    expect((await ask('/closed/1', { headers: { authorization: `Bearer ${short}` } })).status).toBe(200);
    await pause(2100);
    expect((await ask('/closed/1', { headers: { authorization: `Bearer ${short}` } })).status).toBe(401);
  });

  test('gives functions the names of the template, also over stacks, and what a test adds', async () => {
    const environment = (await (await ask('/endpoints')).json()) as Record<string, string>;
    expect(environment).toMatchObject({
      TABLE_NAME: cloud.tableName,
      PUBLIC_BASE_URL: cloud.url,
      FAULT: 'planted',
      AWS_ENDPOINT_URL_S3: cloud.endpoints.s3,
    });
    expect(environment.QUEUE_URL).toBe(cloud.queues.find(({ logicalId }) => logicalId === 'Work')?.url);
  });

  test('brings messages of a queue to its function', async () => {
    const QueueUrl = cloud.queues.find(({ logicalId }) => logicalId === 'Work')?.url;
    await cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work to do' }));
    expect(await eventually(() => textOf(path.join(folder, 'mark.queue')))).toBe('work to do');
  });

  test('runs a schedule', async () => {
    const [schedule] = cloud.schedules;
    const answer = await ask(`/_local/schedules/${schedule?.name}/run`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(textOf(path.join(folder, 'mark.schedule')) ?? '')).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
    });
  });

  test('keeps mails instead of sending them', async () => {
    const mail = {
      FromEmailAddress: 'certificates@example.org',
      Destination: { ToAddresses: ['holder@example.org'] },
      Content: {
        Simple: {
          Subject: { Data: 'شهادتك <جاهزة>' },
          Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } },
        },
      },
    };
    const sent = await fetch(`${cloud.endpoints.sesv2}/v2/email/outbound-emails`, {
      method: 'POST',
      body: JSON.stringify(mail),
    });
    expect(await sent.json()).toEqual({ MessageId: expect.any(String) });
    const listed = (await (await ask('/_local/mailbox')).json()) as { items: { mailId: string }[] };
    expect(listed.items).toMatchObject([
      { to: ['holder@example.org'], subject: 'شهادتك <جاهزة>', html: '<p>html</p>' },
    ]);
    const page = await ask(`/_local/mailbox/${listed.items[0]?.mailId}`, {
      headers: { accept: 'text/html' },
    });
    expect(await page.text()).toContain('شهادتك &lt;جاهزة&gt;');
    const raw = await fetch(`${cloud.endpoints.sesv2}/v2/email/identities`);
    expect(raw.status).toBe(501);
  });

  test('tells the command line what it is, and functions’ use of the machine', async () => {
    expect(await (await ask('/_local/health')).json()).toMatchObject({
      embeddedCloud: true,
      url: cloud.url,
      tableName: cloud.tableName,
    });
    const { functions } = (await (await ask('/_local/functions')).json()) as { functions: object[] };
    expect(functions).toMatchObject([
      { logicalId: 'Echo', pids: expect.arrayContaining([expect.any(Number)]), invocations: expect.any(Number) },
    ]);
  });

  test('gives no token to a web page, whatever name leads it here', async () => {
    const body = JSON.stringify({ role: 'approver' });
    const own = await ask('/_local/token', { method: 'POST', body });
    expect(((await own.json()) as { access_token: string }).access_token).toMatch(/^ey/);
    const page = await ask('/_local/token', {
      method: 'POST',
      body,
      headers: { origin: 'https://evil.example' },
    });
    expect(page.status).toBe(403);
    const wrong = await ask('/_local/token', { method: 'POST', body: '{"role":"king"}' });
    expect(wrong.status).toBe(400);
  });

  test('listens on loopback only', async () => {
    const everywhere = listeningAddresses(process.pid).concat(
      childrenOf(process.pid).flatMap(listeningAddresses),
    );
    expect(everywhere.length).toBeGreaterThan(5);
    expect(everywhere.filter((address) => address !== '127.0.0.1')).toEqual([]);
  });
});

/** Addresses on which a process listens, from /proc. */
function listeningAddresses(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap(
      (descriptor) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [],
    ),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
      .map((fields) => hostOf(fields[1]?.split(':')[0] ?? '')),
  );
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** `0100007F`, or the same mapped into IPv6, is 127.0.0.1. */
function hostOf(hex: string): string {
  const [, mapped] = /^0{16}FFFF0000([0-9A-F]{8})$/.exec(hex) ?? [];
  const bytes = (mapped ?? hex).match(/../g) ?? [];
  return bytes.length === 4
    ? bytes
        .reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join('.')
    : hex;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

function parentOf(pid: number): number | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** A cloud in a process of its own; answers when it is ready. */
async function cloudChild(data: string, memory: 'memory' | 'disk') {
  const script = path.join(import.meta.dirname, 'cloud-child.ts');
  const child = spawn(process.execPath, [script, await assembly(), data, memory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  const lines = createInterface({ input: child.stdout });
  const [url] = (await once(lines, 'line')) as [string];
  return { child, url, pid: child.pid ?? 0 };
}

describe('a cloud whose process is ended', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s leaves no other process behind',
    async (signal) => {
      const { child, url, pid } = await cloudChild(path.join(folder, signal), 'memory');
      expect((await fetch(`${url}/x`)).status).toBe(200);
      const children = childrenOf(pid);
      expect(children.length).toBeGreaterThanOrEqual(2);
      child.kill(signal);
      await once(child, 'exit');
      await eventually(() => (children.every((one) => parentOf(one) === undefined) ? true : undefined));
    },
    START_LIMIT,
  );

  test(
    'by SIGKILL still has everything when it starts again, and its data is not in use',
    async () => {
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
      // DynamoDB Local forgets its last transaction when it is killed; here it ends in order, as its parent is gone.
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      await pause(1500);
      const port = Number(new URL(first.url).port);
      const second = await startEmbeddedCloud({ assembly: await assembly(), data, port });
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
    },
    START_LIMIT,
  );
});

async function tokenFrom(url: string): Promise<string> {
  const answer = await fetch(`${url}/_local/token`, { method: 'POST', body: '{"role":"auditor"}' });
  return ((await answer.json()) as { access_token: string }).access_token;
}

describe('a start that cannot be', () => {
  test('for a port in use, is refused in one line', async () => {
    const other = await takenPort();
    const start = startEmbeddedCloud({
      assembly: await assembly(),
      data: path.join(folder, 'port'),
      port: other.port,
    });
    await expect(start).rejects.toThrow(StartRefusal);
    await expect(start).rejects.toThrow(
      `Port ${other.port} is in use: stop what listens there, or choose another with --port.`,
    );
    await other.stop();
  });

  test('for want of Java, is refused in one line, and nothing is left running', async () => {
    process.env.TAWTHEEQ_JAVA = '/no/such/java';
    try {
      const start = startEmbeddedCloud({
        assembly: await assembly(),
        data: path.join(folder, 'java'),
        inMemory: true,
      });
      await expect(start).rejects.toThrow('Java 17 or newer is needed and was not found');
    } finally {
      delete process.env.TAWTHEEQ_JAVA;
    }
  });
});

const takenPort = () => listenOnLoopback((_, response) => void response.end());
