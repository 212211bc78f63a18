import { describe, expect, test } from '@jest/globals';
import { PREFIXES } from '../../functions/storage/s3/prefixes.ts';
import { ofType, type Resource, resourcesOf } from './assembly.ts';

const service = resourcesOf('Tawtheeq-Service');
const records = resourcesOf('Tawtheeq-Records');

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const statementsIn = ({ Properties }: Resource): readonly Statement[] =>
  (Properties.PolicyDocument as { Statement: Statement[] }).Statement;

/** The statements of a function's role. */
function statementsOf(functionName: RegExp): Statement[] {
  const roles = ofType(service, 'AWS::IAM::Role').filter(([id]) => functionName.test(id));
  expect(roles.length).toBe(1);
  return ofType(service, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => JSON.stringify(Properties.Roles).includes(`"${roles[0]?.[0]}"`))
    .flatMap(([, policy]) => statementsIn(policy));
}

const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat();

describe('a function that is told of a queue', () => {
  const queues = ofType(service, 'AWS::SQS::Queue').map(([id]) => id);
  const told = ofType(service, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) => {
    const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
    const named = queues.filter((queue) => JSON.stringify(Variables).includes(`"${queue}"`));
    return named.map((queue) => [id, queue, JSON.stringify(Properties.Role)] as const);
  });

  test.each(told)('%s may send to %s', (_, queue, role) => {
    const policies = ofType(service, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      (Properties.Roles as readonly { Ref: string }[]).some(({ Ref }) => role.includes(`"${Ref}"`)),
    );
    const sends = policies
      .flatMap(([, policy]) => statementsIn(policy))
      .filter(
        (statement) =>
          actionsOf(statement).includes('sqs:SendMessage') &&
          JSON.stringify(statement.Resource).includes(`"${queue}"`),
      );
    expect(sends).not.toEqual([]);
  });

  test('is among others the one that resumes issuing, and the sweeper', () => {
    for (const name of ['SupervisionOversight', 'SupervisionSweeper'])
      expect(told.filter(([id]) => id.startsWith(name))).toHaveLength(1);
  });
});

test('only an erasure and the import may delete what they wrote', () => {
  const deleting = ofType(service, 'AWS::IAM::Policy').flatMap(([id, policy]) =>
    statementsIn(policy)
      .filter((statement) =>
        actionsOf(statement).some((action) =>
          /dynamodb:(DeleteItem|BatchWriteItem|PartiQLDelete|\*)/.test(action),
        ),
      )
      .map(({ Condition }) => [
        id.replace(/RoleDefaultPolicy.*/, ''),
        Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
      ]),
  );
  expect(Object.fromEntries(Map.groupBy(deleting, ([name]) => String(name)).entries())).toEqual({
    LifecycleLifecycle: [['LifecycleLifecycle', ['CERTIFICATE#*', 'VOLUNTEER#*']]],
    LedgerImportWorker: [
      ['LedgerImportWorker', ['VOLUNTEER#*', 'OPPORTUNITY#*', 'LEASE#*', 'RELEASE#*']],
      ['LedgerImportWorker', ['ENTRIES#*', 'DIRECTORY#*', 'PERSONS#*']],
    ],
    LedgerOpportunities: [['LedgerOpportunities', ['LEASE#*']]],
    LedgerHours: [['LedgerHours', ['LEASE#*']]],
    LedgerNames: [['LedgerNames', ['LEASE#*']]],
    LedgerApprovals: [['LedgerApprovals', ['LEASE#*']]],
    SupervisionDeliveries: [['SupervisionDeliveries', ['LEASE#*', 'ADDRESS#*']]],
  });
});

test('alarms may publish to their topic: its own policy takes the place of the one that lets them', () => {
  const policies = ofType(resourcesOf('Tawtheeq-Alarms'), 'AWS::SNS::TopicPolicy').flatMap(([, policy]) =>
    statementsIn(policy),
  );
  const allowed = policies.filter(({ Effect }) => Effect === 'Allow');
  expect(allowed).toEqual([
    expect.objectContaining({
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  ]);
});

test('the notifier may send to recipients that are identities of the account, from its own address only', () => {
  const [send] = statementsOf(/^SupervisionNotifierRole/).filter((statement) =>
    actionsOf(statement).includes('ses:SendEmail'),
  );
  expect(JSON.stringify(send?.Resource)).toContain(':identity/*');
  expect(send?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': { Ref: 'MailFrom' } } });
});

test.each([
  [PREFIXES.documents, 90_000],
  [PREFIXES.results, 90_000],
  [PREFIXES.imports, 930_000],
])('the bucket refuses links to %s whose signature is older than %i ms', (prefix, milliseconds) => {
  const denied = ofType(records, 'AWS::S3::BucketPolicy')
    .flatMap(([, policy]) => statementsIn(policy))
    .filter(
      ({ Effect, Resource: resource }) =>
        Effect === 'Deny' && JSON.stringify(resource).includes(`/${prefix}*`),
    );
  expect(denied.map(({ Condition }) => Condition)).toContainEqual({
    NumericGreaterThan: { 's3:signatureAge': milliseconds },
  });
});

test('people sign in on the plan that is needed', () => {
  // The cheapest plan on which a trigger writes groups into access tokens.
  for (const [, { Properties }] of ofType(records, 'AWS::Cognito::UserPool'))
    expect(Properties.UserPoolTier).toBe('ESSENTIALS');
});

test('each client has a look, without which the user pool shows it no sign-in page', () => {
  const clients = ofType(service, 'AWS::Cognito::UserPoolClient').map(([id]) => ({ Ref: id }));
  const looks = ofType(service, 'AWS::Cognito::ManagedLoginBranding');
  expect(looks.map(([, { Properties }]) => Properties.ClientId)).toEqual(clients);
});

test('whoever indexes personal data, or looks them up, may read and make the key by which they are hashed', () => {
  for (const actions of [['dynamodb:GetItem'], ['dynamodb:PutItem']])
    expect(
      statementsOf(/^LedgerImportWorker/).filter(
        (statement) =>
          actions.every((action) => actionsOf(statement).includes(action)) &&
          JSON.stringify(statement.Condition).includes('"SECRET#*"'),
      ),
    ).toHaveLength(1);
});
