import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { apiRoutes, registerApi } from './api-gateway/api-routes.ts';
import { type AnswerObserver, httpApi } from './api-gateway/http-api.ts';
import { behindDistribution, distributionOf } from './cloudfront/distribution.ts';
import { claimsTrigger } from './cognito/claims-trigger.ts';
import { type PeopleDirectory, peopleDirectory } from './cognito/people-directory.ts';
import type { PoolAccounts } from './cognito/pool-accounts.ts';
import { identityAddress, type TokenIssuer, tokenIssuer } from './cognito/token-issuer.ts';
import { type RegisteredPools, registerUserPools } from './cognito/user-pools.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { createTables } from './dynamodb/tables.ts';
import { eventBus } from './eventbridge/event-bus.ts';
import { registerRules } from './eventbridge/rules.ts';
import { startSchedules } from './eventbridge/schedules.ts';
import { startGateway } from './gateway.ts';
import { AccessControl } from './iam/access-control.ts';
import { registerRoles } from './iam/policies.ts';
import { createKeys } from './kms/keys.ts';
import { startEventSourceMappings } from './lambda/event-source-mappings.ts';
import { type RunningFunction, registerFunctions, startFunctions } from './lambda/functions.ts';
import { answerLocalEndpoint } from './local-endpoints.ts';
import {
  documentsBucket,
  type EmbeddedCloud,
  recordKeyOf,
  recordsTable,
  runningCloud,
} from './running-cloud.ts';
import { createBuckets } from './s3/buckets.ts';
import { ensureSealChains } from './sealing/seal-chain.ts';
import { functionEnvironment, type Services, startServices } from './services.ts';
import { registerConfigurationSets } from './ses/email-events.ts';
import { registerEmailIdentities } from './ses/email-identities.ts';
import { createQueues } from './sqs/queues.ts';
import { StopInOrder } from './stop-in-order.ts';
import { readAssembly } from './template/cloud-assembly.ts';
import { EMULATED_TYPES } from './template/emulated-types.ts';
import { ResourceReader } from './template/resource-reader.ts';

/** How an embedded cloud is started. */
export interface EmbeddedCloudOptions {
  /** The folder of the cloud assembly that CDK synthesized. */
  readonly assembly: string;
  /** The folder that holds all data; with `inMemory` only what must be a file. */
  readonly data: string;
  /** The gateway's port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Keeps data in memory, which is several times faster: for tests. */
  readonly inMemory?: boolean;
  /** The base of printed addresses; by default the gateway's address. */
  readonly publicBaseUrl?: string;
  /** Values of further parameters of the template. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Overrides every function's environment: tests use it to put a proxy before a service. */
  readonly extraEnvironment?: Readonly<Record<string, string>>;
  /** The most processes of one function; 4 by default. */
  readonly concurrency?: number;
  /**
   * Stands at the public address as it does on AWS: a shared cache before the API. Without it every request reaches the
   * API at once, which most tests want.
   */
  readonly distribution?: boolean;
  /** Called once if a program that the cloud consists of ends by itself: it can't go on. */
  readonly onFailure?: (reason: string) => void;
  /**
   * The account's quota of executions of all functions at once: what comes above is throttled as on AWS, where without it
   * everything waits for its turn.
   */
  readonly accountExecutions?: number;
  /** Multiplies the timeouts of the functions, for machines that are slower than Lambda; 1 by default. */
  readonly timeoutFactor?: number;
  /** Sees every answer of a function to a request of the API. */
  readonly onAnswer?: AnswerObserver;
  readonly log?: (line: string) => void;
}

const CONCURRENCY = 4;

/**
 * Starts the whole product on 127.0.0.1 as its synthesized template describes it.
 *
 * @throws StartRefusal when a port or the data folder can't be used, or Java is missing
 * @throws UnsupportedTemplate when the template holds something that the embedded cloud doesn't support
 */
export async function startEmbeddedCloud(options: EmbeddedCloudOptions): Promise<EmbeddedCloud> {
  const log = options.log ?? (() => undefined);
  const started = new StopInOrder();
  try {
    // First, because a port in use should be reported at once, and because certificates print the gateway's address.
    const gateway = await startGateway(options.port, log);
    started.add(gateway);
    const data = openDataFolder(options.data);
    started.add({ stop: () => data.release() });

    const resources = new ResourceReader(
      readAssembly(options.assembly),
      {
        PublicBaseUrl: options.publicBaseUrl ?? gateway.url,
        ConcurrentExecutions: '1000',
        MailFrom: 'certificates@tawtheeq.example',
        SignInPrefix: 'embedded-cloud',
        AlarmEmail: 'operations@tawtheeq.example',
        ...options.parameters,
      },
      EMULATED_TYPES,
    );
    const access = new AccessControl();
    const services = await startServices(data, access, {
      inMemory: options.inMemory ?? false,
      log,
      started: (service) => started.add(service),
    });
    const stores = await createResources(resources, services);
    const pools = registerIdentities(resources, gateway.url);
    access.readPolicies(resources);
    services.alarms.read(resources);

    const functions = await startFunctions(resources, {
      environment: functionEnvironment(services.guarded),
      keyOf: (roleArn) => access.keyOf(roleArn),
      extraEnvironment: options.extraEnvironment ?? {},
      concurrency: options.concurrency ?? options.accountExecutions ?? CONCURRENCY,
      accountExecutions: options.accountExecutions,
      timeoutFactor: options.timeoutFactor ?? 1,
      logs: data.subfolder('logs'),
    });
    for (const { pool } of functions) started.add(pool);
    const people = peopleDirectory(
      services.clients.dynamo,
      recordsTable(stores.tables),
      loadIssuers(templatesDirectory()),
    );
    const tokens = startTokenIssuer(pools, gateway.url, data, functions, people, services.accounts);
    const { sqs } = services.clients;
    services.emailEvents.connect(resources, eventBus(resources, stores.queues, sqs));
    const schedules = startSchedules(resources, functions, log);
    for (const schedule of schedules) started.add(schedule);
    // Else the first minute has no status lists, and a credential that is checked then could not be.
    void schedules.find(({ name }) => name.includes('SignStatusLists'))?.run();
    const routes = apiRoutes(resources, functions, tokens);
    for (const mapping of startEventSourceMappings(
      resources,
      services.guarded.sqs,
      stores.queues,
      functions,
      log,
    ))
      started.add(mapping);

    const cloud = runningCloud({
      url: gateway.url,
      endpoints: services.endpoints,
      alarmsAddress: services.alarmsAddress,
      guarded: services.guarded,
      clients: services.clients,
      ...stores,
      functions,
      schedules,
      mailbox: services.mailbox,
      publicRoutes: routes
        .filter(({ authorizer }) => authorizer === undefined)
        .map(({ routeKey }) => routeKey),
      mint: tokens.mint,
      rights: () => access.rights(),
      emulators: services.dynamo.pid === undefined ? [] : [services.dynamo.pid],
      stop: () => started.stop(),
    });
    const health = watchEmulators(services, log, options.onFailure);
    const origin = httpApi(routes, log, options.onAnswer);
    const api = options.distribution ? behindDistribution(distributionOf(resources), origin) : origin;
    const local = {
      health,
      description: cloud.description,
      tokens,
      functions,
      schedules,
      mailbox: services.mailbox,
    };
    gateway.answerWith((message, response) =>
      message.url?.startsWith('/_local/') === true
        ? answerLocalEndpoint(message, response, local)
        : api(message, response),
    );
    return cloud;
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/** Returns how the cloud does, from now on: a program that it consists of may end by itself. */
function watchEmulators(
  { dynamo }: Services,
  log: (line: string) => void,
  onFailure: (reason: string) => void = () => undefined,
): () => string | undefined {
  let failure: string | undefined;
  void dynamo.ended.then((reason) => {
    failure = reason;
    log(reason);
    onFailure(reason);
  });
  return () => failure;
}

/** Creates the template's keys, buckets, queues and tables that don't exist yet. */
async function createResources(resources: ResourceReader, services: Services) {
  const { clients, guarded } = services;
  registerRoles(resources);
  registerFunctions(resources);
  const keyIds = createKeys(resources, services.keys);
  const buckets = createBuckets(resources, services.s3);
  await ensureSealChains(keyIds, services.keys, clients.s3, documentsBucket(buckets));
  const queues = await createQueues(resources, services.queues, clients.sqs, guarded.sqs);
  const tables = await createTables(resources, clients.dynamo);
  return { buckets, queues, tables, recordKeyId: recordKeyOf(keyIds) };
}

/** Registers the template's email identities, user pools and API. */
function registerIdentities(resources: ResourceReader, gatewayUrl: string): RegisteredPools {
  registerEmailIdentities(resources);
  registerConfigurationSets(resources);
  registerRules(resources);
  const pools = registerUserPools(resources, identityAddress(gatewayUrl));
  registerApi(resources, gatewayUrl);
  return pools;
}

/** Starts what takes the place of the user pool, with its trigger. */
function startTokenIssuer(
  pools: RegisteredPools,
  gatewayUrl: string,
  data: DataFolder,
  functions: readonly RunningFunction[],
  people: PeopleDirectory,
  accounts: PoolAccounts,
): TokenIssuer {
  const trigger = pools.claimsTrigger();
  return tokenIssuer({
    gatewayUrl,
    directory: data.subfolder('identity'),
    clients: pools.clients,
    contentsFor:
      trigger === undefined
        ? async () => ({ claims: {}, suppressedScopes: [] })
        : claimsTrigger(functions, trigger),
    people,
    accounts,
  });
}
