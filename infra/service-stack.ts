import { type SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Batches } from './constructs/batches.ts';
import { Concurrency } from './constructs/concurrency.ts';
import { EmailSender } from './constructs/email-sender.ts';
import { explain } from './constructs/explain.ts';
import { Gateway } from './constructs/gateway.ts';
import { Issuing } from './constructs/issuing.ts';
import { Ledger } from './constructs/ledger.ts';
import { Lifecycle } from './constructs/lifecycle.ts';
import { Proofs } from './constructs/proofs.ts';
import { refuseSample } from './constructs/refuse-sample.ts';
import { Reports } from './constructs/reports.ts';
import { SETTINGS } from './constructs/settings.ts';
import { SignIn } from './constructs/sign-in.ts';
import { stageSetting } from './constructs/stage-setting.ts';
import { Supervision } from './constructs/supervision.ts';
import { Verification } from './constructs/verification.ts';
import type { RecordsStack } from './records-stack.ts';
import type { Stage } from './stages.ts';

export interface ServiceStackProps extends StackProps {
  readonly records: RecordsStack;
  /** What this deployment is given; undefined for the sample. */
  readonly stage?: Stage | undefined;
}

/** The API as the distribution reaches it. */
export interface Origin {
  readonly host: string;
  readonly secret: SecretValue | undefined;
}

/** What can be rebuilt at any time: functions, queues and the HTTP API. */
export class ServiceStack extends Stack {
  /** What the distribution has to know of the API; it sends the secret, where there is one. */
  readonly origin: Origin;

  constructor(scope: Construct, id: string, { records, stage, ...props }: ServiceStackProps) {
    super(scope, id, props);
    if (stage === undefined) refuseSample(this);
    const publicBaseUrl = stageSetting(this, 'PublicBaseUrl', stage?.publicBaseUrl, SETTINGS.PublicBaseUrl);

    const signIn = new SignIn(this, 'SignIn', records, publicBaseUrl, stage);
    const secret = stage === undefined ? undefined : edgeSecret(this);
    const gateway = new Gateway(this, 'Gateway', records, signIn, secret);
    this.origin = { host: gateway.host, secret };
    const concurrency = new Concurrency(this, 'Concurrency', stage);
    const emails = new EmailSender(this, 'Emails', stage);
    const service = { records, gateway, concurrency, emails, publicBaseUrl };
    new Ledger(this, 'Ledger', service);
    new Issuing(this, 'Issuing', service, signIn);
    new Verification(this, 'Verification', service);
    new Proofs(this, 'Proofs', service);
    new Reports(this, 'Reports', service);
    const batches = new Batches(this, 'Batches', service);
    new Lifecycle(this, 'Lifecycle', service, batches);
    new Supervision(this, 'Supervision', service, batches);
  }
}

function edgeSecret(scope: Construct): SecretValue {
  const secret = new Secret(scope, 'EdgeSecret', {
    description: 'The distribution sends it to the API, which answers nobody else',
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  });
  explain(
    secret,
    'AwsSolutions-SMG4',
    'Functions and distribution get it when they are deployed; a value that changes by itself would close the service.',
  );
  return secret.secretValue;
}
