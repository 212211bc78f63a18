import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../functions/routes/route.ts';
import { type HandlerName, ROUTES_OF_HANDLER } from '../../functions/routes/route-table.ts';
import type { RecordsStack } from '../records-stack.ts';
import { explain } from './explain.ts';
import { allowTable } from './table-access.ts';

/** Requests a second over all routes. A cluster's own pages and employers stay far below. */
const RATE_LIMIT = 1000;
const BURST_LIMIT = 2000;

/** The HTTP API, with the routes of the route table. */
export class Gateway extends Construct {
  readonly #api: HttpApi;
  readonly #authorizer: HttpUserPoolAuthorizer;
  readonly #table: TableV2;

  constructor(scope: Construct, id: string, { userPool, userPoolClient, table }: RecordsStack) {
    super(scope, id);
    this.#table = table;
    this.#api = new HttpApi(this, 'Api', { apiName: 'tawtheeq', createDefaultStage: true });
    this.#authorizer = new HttpUserPoolAuthorizer('People', userPool, { userPoolClients: [userPoolClient] });
    const address = new CfnOutput(this, 'Address', {
      value: this.#api.apiEndpoint,
      description: 'Where the API answers until a domain of your own leads to it',
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
    stage.defaultRouteSettings = { throttlingRateLimit: RATE_LIMIT, throttlingBurstLimit: BURST_LIMIT };
  }

  /** Adds every route of a handler, behind the authorizer unless the route is public. Journaled routes write the journal. */
  open(name: HandlerName, handler: NodejsFunction): void {
    const opened: readonly Route[] = ROUTES_OF_HANDLER[name];
    if (opened.some(({ journal }) => journal !== undefined))
      allowTable(handler, this.#table, { read: ['journal'], write: ['journal'] });
    const [, fileName] = name.split('/');
    const integration = new HttpLambdaIntegration(`${fileName}Integration`, handler);
    for (const { method, path, roles } of ROUTES_OF_HANDLER[name]) {
      const isPublic = roles === 'public';
      const routes = this.#api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        ...(isPublic ? {} : { authorizer: this.#authorizer }),
      });
      if (isPublic)
        for (const route of routes)
          explain(
            route,
            'AwsSolutions-APIG4',
            'Anyone may verify a certificate; this route shows public facts only.',
          );
    }
  }
}
