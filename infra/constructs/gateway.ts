import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DOORS, type Door, type HandlerName } from '../doors.ts';
import type { RecordsStack } from '../records-stack.ts';
import { explain } from './explain.ts';

/** Requests a second over all doors; a cluster's own pages and employers stay far below. */
const RATE_LIMIT = 1000;
const BURST_LIMIT = 2000;

/** The HTTP API: opens the doors of `doors.ts` before their handlers. */
export class Gateway extends Construct {
  readonly #api: HttpApi;
  readonly #authorizer: HttpUserPoolAuthorizer;

  constructor(scope: Construct, id: string, { userPool, userPoolClient }: RecordsStack) {
    super(scope, id);
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
    // The path holds certificate IDs, never a person's data; the address of the caller is left out.
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

  /** Opens every door of a handler. */
  open(name: HandlerName, handler: NodejsFunction): void {
    const integration = new HttpLambdaIntegration(`${name}Integration`, handler);
    for (const { method, path, access } of DOORS[name] as readonly Door[]) {
      const routes = this.#api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        ...(access === 'token' ? { authorizer: this.#authorizer } : {}),
      });
      if (access === 'public')
        for (const route of routes)
          explain(
            route,
            'AwsSolutions-APIG4',
            'Anyone may verify a certificate; this door shows public facts only.',
          );
    }
  }
}
