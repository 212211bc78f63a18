/**
 * Resource types that the embedded cloud leaves out on purpose, each with the reason. A type that is neither here
 * nor in `reproduced-resources.ts` stops the start.
 */
export const NOT_EMULATED: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Stage': 'one stage, $default; throttling and access logs are the gateway’s own on AWS',
  'AWS::Budgets::Budget': 'nothing here costs money',
  'AWS::CDK::Metadata': 'statistics of CDK',
  'AWS::CloudWatch::Alarm': 'there are no metrics to alarm on',
  'AWS::CloudWatch::CompositeAlarm': 'there are no metrics to alarm on',
  'AWS::CloudWatch::Dashboard': 'there are no metrics to show',
  'AWS::Cognito::UserPoolGroup': 'a token is minted with the role it is asked for',
  'AWS::IAM::ManagedPolicy': 'permissions are not enforced; tests of the template check them',
  'AWS::IAM::Policy': 'permissions are not enforced; tests of the template check them',
  'AWS::IAM::Role': 'permissions are not enforced; tests of the template check them',
  'AWS::KMS::Alias': 'keys are named by their ids',
  'AWS::Lambda::EventInvokeConfig': 'an invocation by a schedule is not retried; its next turn comes',
  'AWS::Lambda::Permission': 'permissions are not enforced; tests of the template check them',
  'AWS::Logs::LogGroup': 'each function writes to a file in the data folder’s logs',
  'AWS::Logs::MetricFilter': 'there are no metrics',
  'AWS::S3::BucketPolicy': 'permissions are not enforced; tests of the template check them',
  'AWS::SES::ConfigurationSet': 'mail goes to the mailbox folder',
  'AWS::SES::ConfigurationSetEventDestination': 'mail goes to the mailbox folder',
  'AWS::SNS::Subscription': 'alarms are not reproduced',
  'AWS::SNS::Topic': 'alarms are not reproduced',
  'AWS::SNS::TopicPolicy': 'alarms are not reproduced',
  'AWS::SQS::QueuePolicy': 'permissions are not enforced; tests of the template check them',
};
