import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { Batches } from './constructs/batches.ts';
import { Concurrency } from './constructs/concurrency.ts';
import { EmailSender } from './constructs/email-sender.ts';
import { Gateway } from './constructs/gateway.ts';
import { Issuing } from './constructs/issuing.ts';
import { Ledger } from './constructs/ledger.ts';
import { Lifecycle } from './constructs/lifecycle.ts';
import { Proofs } from './constructs/proofs.ts';
import { refuseSample } from './constructs/refuse-sample.ts';
import { Reports } from './constructs/reports.ts';
import { SignIn } from './constructs/sign-in.ts';
import { stageParameter } from './constructs/stage-parameter.ts';
import { Supervision } from './constructs/supervision.ts';
import { Verification } from './constructs/verification.ts';
import type { RecordsStack } from './records-stack.ts';
import type { Stage } from './stages.ts';

export interface ServiceStackProps extends StackProps {
  readonly records: RecordsStack;
  /** What this deployment is given; undefined for the sample. */
  readonly stage?: Stage | undefined;
}

/** What can be rebuilt at any time: functions, queues and the HTTP API. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { records, stage, ...props }: ServiceStackProps) {
    super(scope, id, props);
    if (stage === undefined) refuseSample(this);
    const publicBaseUrl = stageParameter(this, 'PublicBaseUrl', stage?.publicBaseUrl, {
      description:
        'Where the public finds the service, frozen into every printed certificate: https://verify.example.org',
      allowedPattern: '^https://[^/]+$',
    }).valueAsString;

    const signIn = new SignIn(this, 'SignIn', records, publicBaseUrl, stage);
    const gateway = new Gateway(this, 'Gateway', records, signIn);
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
    // Last: it watches the constructs that exist by then.
    new Alarms(this, 'Alarms', records.table, stage);
  }
}
