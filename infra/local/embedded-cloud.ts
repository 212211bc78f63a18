import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiRoutes, registerApi } from './api-gateway/api-routes.ts';
import { httpApi } from './api-gateway/http-api.ts';
import { sendMessage } from './api-gateway/integration-response.ts';
import { tokenIssuer } from './cognito/token-issuer.ts';
import { registerUserPools } from './cognito/user-pools.ts';
import { openDataFolder } from './data-folder.ts';
import { createTables } from './dynamodb/tables.ts';
import { startSchedules } from './eventbridge/schedules.ts';
import { createSigningKeys } from './kms/keys.ts';
import { startEventSourceMappings } from './lambda/event-source-mappings.ts';
import { startFunctions } from './lambda/functions.ts';
import { answerLocalEndpoint, type LocalServices } from './local-endpoints.ts';
import { listenOnLoopback } from './loopback-server.ts';
import { documentsBucket, type EmbeddedCloud, runningCloud } from './running-cloud.ts';
import { createBuckets } from './s3/buckets.ts';
import { ensureSealChains } from './sealing/seal-chain.ts';
import { functionEnvironment, startServices } from './services.ts';
import { registerEmailIdentities } from './ses/email-identities.ts';
import { createQueues } from './sqs/queues.ts';
import { StopInOrder } from './stop-in-order.ts';
import { readAssembly } from './template/cloud-assembly.ts';
import { EMULATED_TYPES } from './template/emulated-types.ts';
import { ResourceReader } from './template/resource-reader.ts';

export interface EmbeddedCloudOptions {
  /** The folder that CDK synthesized. */
  readonly assembly: string;
  /** The folder that remembers everything; with `inMemory` it only holds what must be a file. */
  readonly data: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Several times faster, and forgotten at the end: for tests. */
  readonly inMemory?: boolean;
  /** What printed addresses start with; by default the gateway's own. */
  readonly publicBaseUrl?: string;
  /** Values of further parameters of the template. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Added to every function's environment: tests plant faults with it. */
  readonly extraEnvironment?: Readonly<Record<string, string>>;
  /** Most processes of one function. */
  readonly concurrency?: number;
  /** How many times a function's own timeout it may take: a busy laptop is slower than Lambda. 1 by default. */
  readonly timeoutFactor?: number;
  readonly log?: (line: string) => void;
}

const CONCURRENCY = 4;

/**
 * Starts the whole product on 127.0.0.1, wired from the synthesized template. Rejects with a StartRefusal when
 * something outside is missing or taken, with UnknownWiring when the template holds something new.
 */
export async function startEmbeddedCloud(options: EmbeddedCloudOptions): Promise<EmbeddedCloud> {
  const log = options.log ?? (() => undefined);
  const parts = new StopInOrder();
  try {
    // The gateway's port comes first: a taken one is told at once, and its address is printed on certificates.
    let answer = (_: IncomingMessage, response: ServerResponse): Promise<void> | void =>
      sendMessage(response, 503, 'Service Unavailable', { 'retry-after': '2' });
    const gateway = await listenOnLoopback((message, response) => {
      Promise.resolve(answer(message, response)).catch((error: unknown) => {
        log(`gateway: ${error instanceof Error ? error.stack : error}`);
        if (!response.headersSent) sendMessage(response, 500, 'Internal Server Error');
      });
    }, options.port);
    parts.add(gateway);
    const data = openDataFolder(options.data);
    parts.add({ stop: () => data.release() });

    const resources = new ResourceReader(
      readAssembly(options.assembly),
      { PublicBaseUrl: options.publicBaseUrl ?? gateway.url, ...options.parameters },
      EMULATED_TYPES,
    );
    const services = await startServices(data, {
      inMemory: options.inMemory ?? false,
      log,
      started: (part) => parts.add(part),
    });
    const { clients } = services;

    const keyIds = createSigningKeys(resources, services.keys);
    const buckets = createBuckets(resources, services.s3);
    await ensureSealChains(keyIds, services.keys, clients.s3, documentsBucket(buckets));
    const queues = await createQueues(resources, services.queues, clients.sqs);
    const tables = await createTables(resources, clients.dynamo);
    registerEmailIdentities(resources);
    const audience = registerUserPools(resources) ?? 'embedded-cloud';
    const tokens = tokenIssuer({ gatewayUrl: gateway.url, directory: data.subfolder('identity'), audience });
    registerApi(resources, gateway.url);

    const functions = await startFunctions(resources, {
      environment: functionEnvironment(services.endpoints),
      extraEnvironment: options.extraEnvironment ?? {},
      concurrency: options.concurrency ?? CONCURRENCY,
      timeoutFactor: options.timeoutFactor ?? 1,
      logs: data.subfolder('logs'),
    });
    for (const { pool } of functions) parts.add(pool);
    const schedules = startSchedules(resources, functions, log);
    for (const schedule of schedules) parts.add(schedule);
    const routes = apiRoutes(resources, functions, tokens);
    for (const source of startEventSourceMappings(resources, clients.sqs, queues, functions, log))
      parts.add(source);

    const cloud = runningCloud({
      url: gateway.url,
      endpoints: services.endpoints,
      clients,
      tables,
      buckets,
      queues,
      functions,
      schedules,
      mailbox: services.mailbox,
      publicRoutes: routes
        .filter(({ jwtAuthorizer }) => jwtAuthorizer === undefined)
        .map(({ routeKey }) => routeKey),
      mint: tokens.mint,
      stop: () => parts.stop(),
    });
    const local: LocalServices = {
      description: cloud.description,
      tokens,
      functions,
      schedules,
      mailbox: services.mailbox,
    };
    const api = httpApi(routes, log);
    answer = (message, response) =>
      message.url?.startsWith('/_local/') === true
        ? answerLocalEndpoint(message, response, local)
        : api(message, response);
    return cloud;
  } catch (error) {
    await parts.stop();
    throw error;
  }
}
