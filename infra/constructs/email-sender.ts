import { Arn, Aws, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { explain } from './explain.ts';
import { SETTINGS } from './settings.ts';
import { stageSetting } from './stage-setting.ts';

/** The address from which the service sends emails, and who may. */
export class EmailSender extends Construct {
  /** The sender's address. */
  readonly from: string;
  /** The set of rules by which SES sends them, and reports what becomes of them to the default event bus. */
  readonly configurationSet: string;
  readonly #identity: EmailIdentity;

  constructor(scope: Construct, id: string, stage?: Stage) {
    super(scope, id);
    this.from = stageSetting(this, 'MailFrom', stage?.mailFrom, SETTINGS.MailFrom);
    // The domain, not the address: only then SES signs with it (DKIM), which mailboxes ask for.
    const domain = Fn.select(1, Fn.split('@', this.from));
    this.#identity = new EmailIdentity(this, 'Sender', { identity: Identity.domain(domain) });
    for (const [index, { name, value }] of this.#identity.dkimRecords.entries()) {
      const output = new CfnOutput(this, `Dkim${index + 1}`, {
        description: 'A CNAME record for the DNS of the sender’s domain: name, and what it points to',
        value: `${name} ${value}`,
      });
      output.overrideLogicalId(`MailDkim${index + 1}`);
    }
    const configuration = new ConfigurationSet(this, 'Configuration', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
    });
    configuration.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    this.configurationSet = configuration.configurationSetName;
  }

  /** Lets a function send emails from this address only. */
  allow(handler: NodejsFunction): void {
    // SES also asks for a right on a recipient's address or domain that is an identity of the same account, as those of
    // its own staff are; the condition keeps the sender to this one.
    const anyIdentity = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/*`;
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          this.#identity.emailIdentityArn,
          anyIdentity,
          Arn.format(
            { service: 'ses', resource: 'configuration-set', resourceName: this.configurationSet },
            Stack.of(this),
          ),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': this.from } },
      }),
    );
    if (handler.role)
      explain(
        handler.role,
        'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
        'Recipients may be identities of the account; the sender is fixed by a condition.',
      );
  }
}
