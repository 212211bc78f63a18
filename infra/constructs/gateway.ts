import { Aws, CfnOutput, Lazy, RemovalPolicy, type SecretValue } from 'aws-cdk-lib';
import { type CfnRoute, type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { type HandlerName, ROUTES_OF_HANDLER } from '../../functions/routes/route-table.ts';
import type { RecordsStack } from '../records-stack.ts';
import { explain } from './explain.ts';
import { FunctionIntegration } from './function-integration.ts';
import type { SignIn } from './sign-in.ts';
import { allowTable } from './table-access.ts';

/** Requests a second that a route takes, and at once. */
interface Rate {
  readonly perSecond: number;
  readonly atOnce: number;
}

/** What a route takes that isn't named below: those of a cluster's own people. */
const OWN_PEOPLE: Rate = { perSecond: 100, atOnce: 200 };
const EVERYONE: Rate = { perSecond: 1000, atOnce: 2000 };
/** Long work in one request, or work for a queue. */
const LONG_WORK: Rate = { perSecond: 10, atOnce: 20 };

/** Each route has a rate of its own, so that no route can starve another. */
export const RATES: Readonly<Record<string, Rate>> = {
  'GET /verify/{id}': EVERYONE,
  'HEAD /verify/{id}': EVERYONE,
  'GET /V/{id}': EVERYONE,
  'GET /verify': EVERYONE,
  'GET /assets/{name}': EVERYONE,
  'GET /status/{listId}': EVERYONE,
  'POST /verify': LONG_WORK,
  'POST /verify/list': LONG_WORK,
  'POST /verify/{id}/match': { perSecond: 50, atOnce: 100 },
  'POST /my/certificate': { perSecond: 50, atOnce: 100 },
  'POST /my/certificate/document': { perSecond: 50, atOnce: 100 },
  'POST /my/certificate/picture': { perSecond: 50, atOnce: 100 },
  'POST /my/certificate/language': { perSecond: 50, atOnce: 100 },
  'POST /my/links': LONG_WORK,
  'POST /approvals/open': { perSecond: 20, atOnce: 40 },
  'POST /approvals/decision': LONG_WORK,
  'POST /hours/requests': LONG_WORK,
  'POST /imports': LONG_WORK,
  'POST /batches': LONG_WORK,
  'GET /reports': LONG_WORK,
  'GET /partnerships/report': LONG_WORK,
};

/** Routes of whoever holds a link. */
const LINK_ROUTES: ReadonlySet<string> = new Set(['POST /approvals/open', 'POST /approvals/decision']);

/** The HTTP API, with the routes of the route table. */
export class Gateway extends Construct {
  readonly #api: HttpApi;
  readonly #authorizer: HttpUserPoolAuthorizer;
  readonly #table: TableV2;
  readonly #caller: Role;
  readonly #stage: CfnStage;
  readonly #rated = new Map<string, Rate>();
  readonly #edgeSecret: SecretValue | undefined;

  /** @param edgeSecret what only the distribution sends; without one the API answers everybody, as in the sample */
  constructor(
    scope: Construct,
    id: string,
    { userPool, table }: RecordsStack,
    signIn: SignIn,
    edgeSecret?: SecretValue,
  ) {
    super(scope, id);
    this.#edgeSecret = edgeSecret;
    this.#table = table;
    // One role that may start every function of the API, not a permission for each: a stack has at most 500 resources.
    this.#caller = new Role(this, 'Caller', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    this.#api = new HttpApi(this, 'Api', { apiName: 'tawtheeq', createDefaultStage: true });
    this.#authorizer = new HttpUserPoolAuthorizer('People', userPool, {
      userPoolClients: [signIn.client, signIn.commandLine],
    });
    const address = new CfnOutput(this, 'Address', {
      value: this.#api.apiEndpoint,
      description: 'Where the API answers the distribution, and nobody else',
    });
    address.overrideLogicalId('ApiAddress');
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const stage = this.#api.defaultStage?.node.defaultChild as CfnStage;
    // A path holds certificate IDs and no personal data. The caller's address is left out.
    stage.accessLogSettings = {
      destinationArn: log.logGroupArn,
      format: JSON.stringify({
        requestId: '$context.requestId',
        route: '$context.routeKey',
        status: '$context.status',
        latencyMs: '$context.responseLatency',
      }),
    };
    stage.defaultRouteSettings = {
      throttlingRateLimit: OWN_PEOPLE.perSecond,
      throttlingBurstLimit: OWN_PEOPLE.atOnce,
    };
    stage.routeSettings = Lazy.any({ produce: () => routeSettings(this.#rated) });
    this.#stage = stage;
  }

  /** The host name of the API's own address. */
  get host(): string {
    return `${this.#api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }

  /** Adds every route of a handler, behind the authorizer unless the route is public. Journaled routes write the journal. */
  open(name: HandlerName, handler: NodejsFunction): void {
    const opened: readonly Route[] = ROUTES_OF_HANDLER[name];
    if (opened.some(({ journal }) => journal !== undefined))
      allowTable(handler, this.#table, { read: ['journal'], write: ['journal'] });
    if (this.#edgeSecret !== undefined)
      handler.addEnvironment('EDGE_SECRET', this.#edgeSecret.unsafeUnwrap());
    const [, fileName] = name.split('/');
    const integration = new FunctionIntegration(`${fileName}Integration`, handler, this.#caller);
    for (const { method, path, roles } of ROUTES_OF_HANDLER[name]) {
      const isPublic = roles === 'public';
      const routes = this.#api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        ...(isPublic ? {} : { authorizer: this.#authorizer }),
      });
      const key = routeKey({ method, path });
      const rate = RATES[key];
      if (rate !== undefined) {
        this.#rated.set(key, rate);
        // API Gateway refuses settings of a route that doesn't exist yet.
        for (const route of routes) this.#stage.addResourceDependency(route.node.defaultChild as CfnRoute);
      }
      if (isPublic)
        for (const route of routes)
          explain(
            route,
            'AwsSolutions-APIG4',
            LINK_ROUTES.has(key)
              ? 'The body has the secret of a link, which was sent to a registered address; without it there is no answer.'
              : 'Anyone may verify a certificate; this route shows public facts only.',
          );
    }
  }
}

/** Returns rates as CloudFormation takes them. */
const routeSettings = (rates: ReadonlyMap<string, Rate>) =>
  Object.fromEntries(
    [...rates].map(([key, { perSecond, atOnce }]) => [
      key,
      { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: atOnce },
    ]),
  );
