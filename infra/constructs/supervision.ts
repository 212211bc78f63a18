import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Service } from '../service-stack.ts';
import type { Batches } from './batches.ts';
import { allowObjects } from './object-access.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** What goes on beside the requests of people: the kill switch, the sweeper, and letters to holders. */
export class Supervision extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { records, gateway, publicBaseUrl }: Service,
    { planning, chunks }: Batches,
  ) {
    super(scope, id);
    const { table, bucket, credentialKey, sealKey } = records;
    const queues = { BATCH_QUEUE_URL: planning.queueUrl, CHUNK_QUEUE_URL: chunks.queueUrl };

    const doors = serviceFunction(this, 'Oversight', {
      handler: 'supervision/oversight',
      environment: { TABLE_NAME: table.tableName, ...queues },
      files: ['issuers'],
    });
    allowTable(doors, table, {
      read: ['KILLSWITCH#*', 'BATCH#*', 'BATCHES#*', 'CERTIFICATE#*', 'ISSUER#*', 'AUDITDAY#*'],
      write: ['KILLSWITCH#*', 'BATCH#*'],
      indexes: ['listing', 'pending'],
    });
    gateway.open('oversight', doors);

    const sweeper = serviceFunction(this, 'Sweeper', {
      handler: 'supervision/sweeper',
      environment: {
        TABLE_NAME: table.tableName,
        BUCKET_NAME: bucket.bucketName,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: credentialKey.keyId,
        SEAL_KEY_ID: sealKey.keyId,
        ...queues,
      },
      files: ['issuers', 'rendering'],
      memoryMiB: 1024,
      timeoutSeconds: 55,
    });
    allowTable(sweeper, table, {
      read: ['KILLSWITCH#*', 'BATCH#*', 'BATCHES#*', 'RESERVED#*', 'CERTIFICATE#*', 'VOLUNTEER#*'],
      write: ['BATCH#*', 'CERTIFICATE#*', 'VOLUNTEER#*', 'STATUSLIST#*', 'AUDITDAY#*', 'REPORT#*'],
      indexes: ['pending'],
    });
    allowObjects(sweeper, records, {
      read: ['documents/', 'seals/'],
      write: ['documents/'],
      remove: ['documents/'],
    });
    for (const key of [credentialKey, sealKey]) key.grant(sweeper, 'kms:Sign', 'kms:GetPublicKey');

    const mailFromParameter = new CfnParameter(this, 'MailFrom', {
      description: 'Address that letters to holders come from; SES asks its owner to confirm it',
      default: 'certificates@tawtheeq.example',
      allowedPattern: '^[^@\\s]+@[^@\\s]+$',
    });
    // A name that an operator can type, without a hash in it.
    mailFromParameter.overrideLogicalId('MailFrom');
    const mailFrom = mailFromParameter.valueAsString;
    const sender = new EmailIdentity(this, 'Sender', { identity: Identity.email(mailFrom) });
    const portal = new CfnParameter(this, 'VolunteerPortal', {
      description: 'Page on which volunteers find their certificates, which letters link to; none if empty',
      default: '',
      allowedPattern: '^(https://\\S+)?$',
    });
    portal.overrideLogicalId('VolunteerPortal');
    const notifier = serviceFunction(this, 'Notifier', {
      handler: 'supervision/notifier',
      environment: {
        TABLE_NAME: table.tableName,
        MAIL_FROM: mailFrom,
        VOLUNTEER_PORTAL: portal.valueAsString,
      },
      files: ['mail'],
      timeoutSeconds: 58,
    });
    allowTable(notifier, table, {
      read: ['KILLSWITCH#*', 'NOTIFY#*', 'CERTIFICATE#*', 'VOLUNTEER#*'],
      write: ['CERTIFICATE#*'],
      indexes: ['pending'],
    });
    notifier.addToRolePolicy(
      new PolicyStatement({ actions: ['ses:SendEmail'], resources: [sender.emailIdentityArn] }),
    );

    this.#everyMinute('Sweep', sweeper);
    this.#everyMinute('Notify', notifier);
  }

  #everyMinute(name: string, target: NodejsFunction): void {
    new Rule(this, name, {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(target, { retryAttempts: 0 })],
    });
  }
}
