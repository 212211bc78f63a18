import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { refuseSample } from './constructs/refuse-sample.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceStack } from './service-stack.ts';
import type { Stage } from './stages.ts';

export interface AlarmsStackProps extends StackProps {
  readonly records: RecordsStack;
  readonly service: ServiceStack;
  /** What this deployment is given; undefined for the sample. */
  readonly stage?: Stage | undefined;
}

/**
 * What watches the service, tells somebody, and shows it. A third of all resources are alarms, and CloudFormation takes 500 in a
 * stack.
 */
export class AlarmsStack extends Stack {
  constructor(scope: Construct, id: string, { records, service, stage, ...props }: AlarmsStackProps) {
    super(scope, id, props);
    // Else CloudFormation would refuse to remove a function or a queue from the service for as long as it is watched.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    if (stage === undefined) refuseSample(this);
    const watched = { stacks: [service, records], table: records.table };
    const alarms = new Alarms(this, 'Alarms', watched, stage);
    new Dashboard(this, 'Dashboard', watched, alarms.all);
  }
}
