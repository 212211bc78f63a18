import { describe, expect, test } from '@jest/globals';
import { ofType, type Resource, resourcesOf, STACKS } from './assembly.ts';

/** What starts something in the templates without a call of ours, so that no test under enforced permissions meets it. */
const resources = new Map(STACKS.flatMap((stack) => [...resourcesOf(stack)]));

const idIn = (value: unknown): string => {
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0] ?? '';
};
const all = (type: string) => ofType(resources, type);
const text = (value: unknown): string => JSON.stringify(value);

/** Whether a service may start a function on behalf of a resource. */
const mayInvoke = (service: string, functionId: string, source: string): boolean =>
  all('AWS::Lambda::Permission').some(
    ([, { Properties }]) =>
      Properties.Action === 'lambda:InvokeFunction' &&
      Properties.Principal === service &&
      idIn(Properties.FunctionName) === functionId &&
      text(Properties.SourceArn).includes(`"${source}"`),
  );

/** The statements that let a service of AWS use a resource, by the type of policy that the resource has. */
const allowedBy = (type: string, member: string, resource: string): string[] =>
  all(type)
    .filter(([, { Properties }]) => text(Properties[member]).includes(`"${resource}"`))
    .flatMap(
      ([, { Properties }]) => (Properties.PolicyDocument as { Statement: { Effect: string }[] }).Statement,
    )
    .filter(({ Effect }) => Effect === 'Allow')
    .map(text);

const routes = all('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
  const integration = resources.get(idIn(lastOf(Properties.Target)));
  return [
    String(Properties.RouteKey),
    idIn(integration?.Properties.IntegrationUri),
    idIn(integration?.Properties.CredentialsArn),
  ] as const;
});
const rules = (kind: 'ScheduleExpression' | 'EventPattern') =>
  all('AWS::Events::Rule')
    .filter(([, { Properties }]) => Properties[kind] !== undefined)
    .flatMap(([id, { Properties }]) =>
      (Properties.Targets as { Arn: unknown }[]).map(({ Arn }) => [id, idIn(Arn)] as const),
    );
const schedules = rules('ScheduleExpression');
const triggers = all('AWS::Cognito::UserPool').flatMap(([id, { Properties }]) =>
  Object.entries((Properties.LambdaConfig ?? {}) as Record<string, { LambdaArn?: unknown }>).map(
    ([name, trigger]) => [name, idIn(trigger.LambdaArn ?? trigger), id] as const,
  ),
);

/** Returns the last part of a joined text. */
function lastOf(joined: unknown): unknown {
  const [, parts = []] = (joined as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  return parts.at(-1) ?? {};
}

describe('what AWS itself does for the service is allowed:', () => {
  test.each(routes)('the API starts the function of %s', (_key, functionId, roleId) => {
    expect(resources.get(functionId)?.Type).toBe('AWS::Lambda::Function');
    expect(text(resources.get(roleId)?.Properties.AssumeRolePolicyDocument)).toContain(
      '"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"}',
    );
    const allowed = allowedBy('AWS::IAM::Policy', 'Roles', roleId);
    expect(allowed.filter((statement) => statement.includes('"lambda:InvokeFunction"')).join()).toContain(
      `"${functionId}"`,
    );
  });

  test.each(schedules)('the schedule %s starts %s', (schedule, functionId) => {
    expect(mayInvoke('events.amazonaws.com', functionId, schedule)).toBe(true);
  });

  test.each(rules('EventPattern'))('the rule %s sends to the queue %s', (rule, queueId) => {
    const policies = all('AWS::SQS::QueuePolicy').filter(([, { Properties }]) =>
      JSON.stringify(Properties.Queues).includes(`"${queueId}"`),
    );
    const allowed = JSON.stringify(policies);
    expect(allowed).toContain('"Service":"events.amazonaws.com"');
    expect(allowed).toContain(`["${rule}","Arn"]`);
  });

  test.each(rules('EventPattern'))('the rule %s passes on no address', (rule) => {
    const found = all('AWS::Events::Rule').find(([id]) => id === rule)?.[1].Properties.Targets;
    const [{ InputTransformer }] = found as [{ InputTransformer: { InputPathsMap: Record<string, string> } }];
    const passedOn = [
      '$.detail.eventType',
      '$.detail.mail.tags.certificate',
      '$.detail.mail.tags.attempt',
      '$.detail.bounce.bounceType',
    ];
    expect(passedOn).toEqual(expect.arrayContaining(Object.values(InputTransformer.InputPathsMap)));
  });

  test.each(triggers)('the user pool runs its trigger %s, %s', (_name, functionId, pool) => {
    expect(mayInvoke('cognito-idp.amazonaws.com', functionId, pool)).toBe(true);
  });

  test('every function takes its role', () => {
    for (const [, { Properties }] of all('AWS::Lambda::Function'))
      expect(text(resources.get(idIn(Properties.Role))?.Properties.AssumeRolePolicyDocument)).toContain(
        '"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"}',
      );
  });

  test('every alarm publishes to its topic', () => {
    const topics = new Set(
      all('AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
        (Properties.AlarmActions as unknown[]).map(idIn),
      ),
    );
    expect(topics.size).toBeGreaterThan(0);
    for (const topic of topics)
      expect(allowedBy('AWS::SNS::TopicPolicy', 'Topics', topic)).toContainEqual(
        expect.stringMatching(/"sns:Publish".*"cloudwatch\.amazonaws\.com"/),
      );
  });

  test('the bucket delivers its access logs', () => {
    const logged = all('AWS::S3::Bucket').filter(
      ([, { Properties }]) => Properties.LoggingConfiguration !== undefined,
    );
    expect(logged).toHaveLength(1);
    for (const [id, { Properties }] of logged as [string, Resource][]) {
      const { DestinationBucketName } = Properties.LoggingConfiguration as { DestinationBucketName: unknown };
      const allowed = allowedBy('AWS::S3::BucketPolicy', 'Bucket', idIn(DestinationBucketName));
      expect(allowed).toContainEqual(
        expect.stringMatching(new RegExp(`"s3:PutObject".*"${id}".*"logging\\.s3\\.amazonaws\\.com"`)),
      );
    }
  });
});
