import path from 'node:path';
import { handmadeFunction, writeAssembly } from './handmade-assembly.ts';

const ECHO = `
import { writeFileSync } from 'node:fs';
export const handler = async (event) => {
  if (event.Records) { writeFileSync(process.env.MARK + '.queue', event.Records[0].body); return { batchItemFailures: [] }; }
  if (event.source === 'aws.events') { writeFileSync(process.env.MARK + '.schedule', JSON.stringify(event)); return; }
  if (event.rawPath === '/picture') return { statusCode: 200, headers: { 'content-type': 'image/png' }, isBase64Encoded: true, body: Buffer.from([0, 255, 137]).toString('base64') };
  if (event.rawPath === '/cookies') return { statusCode: 200, cookies: ['a=1', 'b=2'], body: JSON.stringify(event.cookies) };
  if (event.rawPath === '/slow') await new Promise((resolve) => setTimeout(resolve, 2_000));
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

/**
 * Writes an assembly of two small stacks into `folder`: one with a table, a bucket, a key and a user pool, the other
 * with an API, a queue, a rule and a function that imports from the first. The function echoes HTTP events and writes
 * messages to `mark.queue` and scheduled events to `mark.schedule`.
 */
export const echoAssembly = (folder: string): Promise<string> =>
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
        Polling: {
          Type: 'AWS::IAM::Policy',
          Properties: {
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
                  Resource: { 'Fn::GetAtt': ['Work', 'Arn'] },
                },
              ],
            },
            Roles: [{ Ref: 'Role' }],
          },
        },
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
