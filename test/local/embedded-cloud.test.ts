import path from 'node:path';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { listenOnLoopback } from '../../infra/local/loopback-server.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { StartRefusal } from '../../infra/local/start-refusal.ts';
import { echoAssembly } from './echo-assembly.ts';
import { eventually } from './eventually.ts';
import { childrenOf, listeningAddresses } from './process-table.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { textOf } from './text-of.ts';

const folder = temporaryFolder();

describe('the embedded cloud', () => {
  let cloud: EmbeddedCloud;
  beforeAll(async () => {
    const data = path.join(folder, 'data');
    cloud = await startEmbeddedCloud({
      assembly: await echoAssembly(folder),
      data,
      inMemory: true,
      extraEnvironment: { FAULT: 'planted' },
    });
  });
  afterAll(() => cloud?.stop());

  const ask = (address: string, init: RequestInit = {}) => fetch(`${cloud.url}${address}`, init);

  test('passes an HTTP request to a function in payload format 2.0', async () => {
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

  test('passes binary bodies in base64, both ways', async () => {
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

  test('sets every cookie, and answers 200 with a function result that has no status', async () => {
    expect((await ask('/cookies')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await (await ask('/plain')).text()).toBe('just text');
  });

  test('does not disclose what a function threw', async () => {
    const answer = await ask('/throws');
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('{"message":"Internal Server Error"}');
  });

  test('refuses bodies over 10 MB', async () => {
    const answer = await ask('/large', { method: 'POST', body: Buffer.alloc(10 * 2 ** 20 + 1) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
  });

  test('refuses bodies over 6 MB, which a function does not take, instead of failing', async () => {
    const answer = await ask('/large', { method: 'POST', body: Buffer.alloc(9 * 2 ** 20) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
  });

  test('lets only its own tokens through the authorizer, with their claims, until they expire', async () => {
    expect((await ask('/closed/1')).status).toBe(401);
    expect((await ask('/closed/1', { headers: { authorization: 'Bearer abc' } })).status).toBe(401);
    const token = await cloud.token('coordinator', { id: 'c-1', issuers: ['one', 'two'] });
    const { requestContext } = (await (
      await ask('/closed/1', { headers: { authorization: `Bearer ${token}` } })
    ).json()) as {
      requestContext: { authorizer: { jwt: { claims: Record<string, string> } } };
    };
    expect(requestContext.authorizer.jwt.claims).toMatchObject({
      'cognito:groups': '[one/coordinator two/coordinator]',
      aud: 'Records-Client',
    });
    // Tokens expire at a whole second: a lifetime of one second may be over at once.
    const short = await cloud.token('volunteer', { id: 'V-1', lifetimeSeconds: 3 });
    const status = async () =>
      (await ask('/closed/1', { headers: { authorization: `Bearer ${short}` } })).status;
    expect(await status()).toBe(200);
    expect(await eventually(async () => (await status()) === 401)).toBe(true);
  });

  test('resolves the environment of a function, imports from other stacks included, and adds the test’s own', async () => {
    const environment = (await (await ask('/endpoints')).json()) as Record<string, string>;
    expect(environment).toMatchObject({
      TABLE_NAME: cloud.tableName,
      PUBLIC_BASE_URL: cloud.url,
      FAULT: 'planted',
      AWS_ENDPOINT_URL_S3: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(environment.QUEUE_URL).toBe(
      cloud.queues.find(({ logicalId }) => logicalId === 'Work')?.guardedUrl,
    );
  });

  test('delivers messages of a queue to its function', async () => {
    const QueueUrl = cloud.queues.find(({ logicalId }) => logicalId === 'Work')?.url;
    await cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work to do' }));
    expect(await eventually(() => textOf(path.join(folder, 'mark.queue')))).toBe('work to do');
  });

  test('runs a schedule on request', async () => {
    const [schedule] = cloud.schedules;
    const answer = await ask(`/_local/schedules/${schedule?.name}/run`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(textOf(path.join(folder, 'mark.schedule')) ?? '')).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
    });
  });

  test('stores emails in the mailbox instead of sending them', async () => {
    const email = {
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
      body: JSON.stringify(email),
    });
    expect(await sent.json()).toEqual({ MessageId: expect.any(String) });
    const listed = (await (await ask('/_local/mailbox')).json()) as { items: { emailId: string }[] };
    expect(listed.items).toMatchObject([
      { to: ['holder@example.org'], subject: 'شهادتك <جاهزة>', html: '<p>html</p>' },
    ]);
    const page = await ask(`/_local/mailbox/${listed.items[0]?.emailId}`, {
      headers: { accept: 'text/html' },
    });
    expect(await page.text()).toContain('شهادتك &lt;جاهزة&gt;');
    const raw = await fetch(`${cloud.endpoints.sesv2}/v2/email/identities`);
    expect(raw.status).toBe(501);
  });

  test('reports its addresses, and the processes of its functions', async () => {
    expect(await (await ask('/_local/health')).json()).toMatchObject({
      embeddedCloud: true,
      url: cloud.url,
      tableName: cloud.tableName,
    });
    const { functions } = (await (await ask('/_local/functions')).json()) as { functions: object[] };
    expect(functions).toMatchObject([
      {
        logicalId: 'Echo',
        pids: expect.arrayContaining([expect.any(Number)]),
        invocations: expect.any(Number),
      },
    ]);
  });

  test('gives no token to a web page of another origin', async () => {
    const body = JSON.stringify({ role: 'approver' });
    const local = await ask('/_local/token', { method: 'POST', body });
    expect(((await local.json()) as { access_token: string }).access_token).toMatch(/^ey/);
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
    const addresses = listeningAddresses(process.pid).concat(
      childrenOf(process.pid).flatMap(listeningAddresses),
    );
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => address !== '127.0.0.1')).toEqual([]);
  });

  test('says so when the program that holds its records has ended, and why', async () => {
    expect((await ask('/_local/health')).status).toBe(200);
    const [dynamo = 0] = cloud.emulators;
    process.kill(dynamo, 'SIGKILL');
    const isUnwell = async () => (await ask('/_local/health')).status === 503;
    expect(await eventually(isUnwell)).toBe(true);
    expect(await (await ask('/_local/health')).json()).toEqual({
      message: 'DynamoDB Local has ended (SIGKILL): start again.',
    });
  });
});

describe('with an account of one execution', () => {
  const own = path.join(folder, 'one-execution');
  let cloud: EmbeddedCloud;
  beforeAll(async () => {
    const assembly = await echoAssembly(own);
    cloud = await startEmbeddedCloud({
      assembly,
      data: path.join(own, 'data'),
      inMemory: true,
      accountExecutions: 1,
    });
  });
  afterAll(() => cloud?.stop());

  test('an HTTP request beside another execution is answered 503, a message comes again, a schedule waits', async () => {
    const running = fetch(`${cloud.url}/slow`);
    const QueueUrl = cloud.queues.find(({ logicalId }) => logicalId === 'Work')?.url;
    await cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work to do' }));
    const throttled = await eventually(async () => {
      const answer = await fetch(`${cloud.url}/plain`);
      return answer.status === 503 ? answer.text() : undefined;
    });
    expect(throttled).toBe('{"message":"Service Unavailable"}');
    const scheduled = cloud.schedules[0]?.run();
    expect((await running).status).toBe(200);
    await scheduled;
    expect(textOf(path.join(own, 'mark.schedule'))).toBeDefined();
    // Visible again after 30 seconds, as on AWS; until then it is hidden, and not gone.
    const { Attributes } = await cloud.clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesNotVisible'] }),
    );
    expect(Attributes).toEqual({ ApproximateNumberOfMessagesNotVisible: '1' });
    expect((await fetch(`${cloud.url}/plain`)).status).toBe(200);
  });
});

describe('a start is refused in one line', () => {
  test('when the port is in use', async () => {
    const other = await takenPort();
    const start = startEmbeddedCloud({
      assembly: await echoAssembly(folder),
      data: path.join(folder, 'port'),
      port: other.port,
    });
    await expect(start).rejects.toThrow(StartRefusal);
    await expect(start).rejects.toThrow(
      `Port ${other.port} is in use: stop what listens there, or choose another with --port.`,
    );
    await other.stop();
  });

  test('when Java is missing, and nothing is left running', async () => {
    process.env.TAWTHEEQ_JAVA = '/no/such/java';
    const listening = listeningAddresses(process.pid).length;
    try {
      const start = startEmbeddedCloud({
        assembly: await echoAssembly(folder),
        data: path.join(folder, 'java'),
        inMemory: true,
      });
      await expect(start).rejects.toThrow('Java 17 or newer is needed and was not found');
      expect(listeningAddresses(process.pid)).toHaveLength(listening);
    } finally {
      delete process.env.TAWTHEEQ_JAVA;
    }
  });
});

const takenPort = () => listenOnLoopback((_, response) => void response.end());
