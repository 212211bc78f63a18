/**
 * The resource types that the embedded cloud leaves out, each with the reason. The start fails at a type that is
 * neither here nor in `emulated-types.ts`.
 */
export const NOT_EMULATED: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Stage': 'there is one stage, $default, without throttling and access logs',
  'AWS::Budgets::Budget': 'nothing costs money',
  'AWS::CDK::Metadata': 'it only serves CDK’s usage statistics',
  'AWS::CloudWatch::CompositeAlarm': 'there are no metrics to alarm on',
  'AWS::CloudWatch::Dashboard': 'there are no metrics to show',
  'AWS::Cognito::ManagedLoginBranding': 'the sign-in page is the embedded cloud’s own',
  'AWS::Cognito::UserPoolDomain': 'the sign-in page is at the gateway',
  'AWS::Cognito::UserPoolGroup': 'a token gets the role that is requested with it',
  'AWS::KMS::Alias': 'functions name keys by their ids',
  'AWS::Lambda::EventInvokeConfig': 'a failed scheduled invocation is not retried; the schedule runs again',
  'AWS::Lambda::Permission': 'they let AWS start functions; a test checks them in the template',
  'AWS::Logs::MetricFilter': 'there are no metrics',
};
