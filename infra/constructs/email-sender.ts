import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { explain } from './explain.ts';
import { stageSetting } from './stage-setting.ts';

/** The address from which the service sends emails, and who may. */
export class EmailSender extends Construct {
  /** The sender's address. */
  readonly from: string;
  readonly #identity: EmailIdentity;

  constructor(scope: Construct, id: string, stage?: Stage) {
    super(scope, id);
    this.from = stageSetting(this, 'MailFrom', stage?.mailFrom, {
      description: 'Sender address of emails; SES asks its owner to confirm it',
      allowedPattern: '^[^@\\s]+@[^@\\s]+$',
    });
    this.#identity = new EmailIdentity(this, 'Sender', { identity: Identity.email(this.from) });
  }

  /** Lets a function send emails from this address only. */
  allow(handler: NodejsFunction): void {
    // SES also asks for a right on a recipient's address or domain that is an identity of the same account, as those of
    // its own staff are; the condition keeps the sender to this one.
    const anyIdentity = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/*`;
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [this.#identity.emailIdentityArn, anyIdentity],
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
