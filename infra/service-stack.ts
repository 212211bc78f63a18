import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Batches } from './batches.ts';
import { Gateway } from './gateway.ts';
import { Issuing } from './issuing.ts';
import { Ledger } from './ledger.ts';
import { Lifecycle } from './lifecycle.ts';
import { Proofs } from './proofs.ts';
import type { RecordsStack } from './records-stack.ts';
import { Supervision } from './supervision.ts';
import { Verification } from './verification.ts';

export interface ServiceStackProps extends StackProps {
  readonly records: RecordsStack;
}

/** What can be rebuilt at any time: functions, queues and the HTTP API in front of them. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { records, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const publicBaseUrl = new CfnParameter(this, 'PublicBaseUrl', {
      description:
        'Where the public finds the service, frozen into every printed certificate: https://verify.example.org',
      allowedPattern: '^https?://[^/]+$',
    }).valueAsString;

    const gateway = new Gateway(this, 'Gateway', records);
    const service = { records, gateway, publicBaseUrl };
    new Ledger(this, 'Ledger', service);
    new Issuing(this, 'Issuing', service);
    new Verification(this, 'Verification', service);
    new Proofs(this, 'Proofs', service);
    new Lifecycle(this, 'Lifecycle', service);
    const batches = new Batches(this, 'Batches', service);
    new Supervision(this, 'Supervision', service, batches);
    // Last, because it watches what is there.
    new Alarms(this, 'Alarms');
  }
}

/** What every stage builds on. */
export interface Service {
  readonly records: RecordsStack;
  readonly gateway: Gateway;
  readonly publicBaseUrl: string;
}
