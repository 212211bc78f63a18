/** The messages about what a deployment needs, in English. */
export const DEPLOY_CHECK_EN = {
  checks: {
    stage: 'stage',
    issuers: 'issuers',
    credentials: 'credentials',
    region: 'region',
    services: 'Cognito in the region',
    cloudfront: 'CloudFront',
    certificate: 'certificate',
    bootstrap: 'CDK bootstrap',
    executions: 'Lambda executions',
    senderDomain: 'sender’s domain',
    sending: 'SES sending',
    userPool: 'user pool',
    alarmEmail: 'alarm address',
  },
  outcomes: { ok: 'ok', missing: 'MISSING', later: 'later', unchecked: 'NOT CHECKED' },
  because: (reason: string) => `could not check, because: ${reason}`,
  onlyChecks:
    'this command deploys nothing: write deploy --check --stage NAME, and then npx cdk deploy --all -c stage=NAME',
  summary: {
    ok: 'Nothing that can be checked stands in the way: npx cdk deploy --all -c stage=NAME',
    missing: 'Do what is missing, in this order, and check again.',
    unchecked: 'What could not be checked may be missing.',
  },
  isSample: 'the sample cannot be deployed',
  noStage: (name: string, names: string) => `infra/stages.ts has no stage ${name}; it has: ${names}`,
  editStages: 'Describe the deployment in infra/stages.ts (docs/deploying.md, "Deploy")',
  wrongAccount: (account: string) => `account "${account}" is not twelve digits`,
  wrongRegion: (region: string) => `region "${region}" is not the name of a region`,
  wrongCertificateArn: (arn: string) =>
    `certificateArn "${arn}" is not that of a certificate of this account in us-east-1`,
  reservedAddress: (member: string, address: string) =>
    `${member} ${address} has a domain that is reserved for examples: nobody can have it`,
  noIssuers: 'templates/issuers/ has no issuer',
  addIssuers: 'Put your own issuers in the place of the sample’s (docs/deploying.md, step 3)',
  needsStage: 'the stage is not complete',
  otherAccount: (of: string, wanted: string) =>
    `the credentials are of account ${of}, and the stage names ${wanted}`,
  useAccount:
    'Choose the credentials of the stage’s account: export AWS_PROFILE=NAME, then aws sts get-caller-identity',
  regionEnabling: (region: string) => `${region} is being switched on`,
  waitForRegion: (region: string) => `Wait: aws account get-region-opt-status --region-name ${region}`,
  regionDisabled: (region: string) => `${region} is not switched on in this account`,
  cognitoAnswers: (region: string) => `answers in ${region}`,
  hasDistribution: 'this account has distributions',
  noDistribution:
    'AWS lets a new account create distributions only after a check, and tells nobody whether it was made',
  askSupport: 'Ask AWS Support whether the account is verified for CloudFront',
  noCertificate: (arn: string) => `there is no ${arn}`,
  otherCertificate: (names: string, host: string) => `the certificate is for ${names}, not for ${host}`,
  certificateStatus: (status: string) => `its state is ${status}`,
  addRecord: (record: string) => `Add this record to the DNS, and wait until it is ISSUED: ${record}`,
  notBootstrapped: (found: string, wanted: number) =>
    `version ${wanted} or later is needed; there is: ${found}`,
  executions: (quota: number) => `${quota} at once`,
  newAccount: (quota: number) =>
    `${quota} at once, which suits concurrentExecutions: 10; batches run eight times as wide with 1,000`,
  fewExecutions: (quota: number, wanted: number) => `${quota} at once, and the stage says ${wanted}`,
  lowerExecutions:
    'Set concurrentExecutions: 10 in infra/stages.ts, or wait for the quota (Service Quotas, Lambda, concurrent executions)',
  moreExecutions: (quota: number) => `${quota} at once, and the stage uses 10`,
  raiseExecutions: 'Set concurrentExecutions: 1000 in infra/stages.ts',
  codesNeedDomain: (domain: string) =>
    `codesThroughSes: true needs ${domain} confirmed in SES, else Cognito refuses the pool`,
  withoutCodes: 'Leave codesThroughSes out until the domain is confirmed (docs/deploying.md, "Enable email")',
  domainComes: (domain: string) => `the deployment registers ${domain} and gives out its DNS records`,
  domainUnconfirmed: (domain: string) => `SES has not confirmed ${domain}`,
  addDkim: 'Put the CNAME records of the outputs MailDkim1 to MailDkim3 into the DNS of the domain',
  sendingQuota: (day: number, second: number) => `${day} emails a day, ${second} a second`,
  sandbox: 'the account is in the SES sandbox, so that emails reach confirmed addresses only',
  sendingStopped: 'SES has stopped the sending of this account',
  sendingReview: 'Answer the review in the SES console (Account dashboard)',
  poolComes: 'the deployment creates it, on the plan Essentials',
  afterDeployment: 'Check again after the deployment',
  wrongPlan: (plan: string) => `it is on the plan ${plan}, which has no codes by email`,
  choosePlan: (pool: string) => `Choose Essentials in the Cognito console, ${pool}, Settings, Feature plan`,
  alarmsCome: (address: string) => `SNS asks ${address} twice during the deployment`,
  nobodyConfirmed: (address: string, topic: string) =>
    `${address} has not confirmed ${topic}, so that its alarms reach nobody`,
  confirmAlarms: 'Open both emails of SNS to alarmEmail, and confirm each',
  confirmed: (count: number) => `${count} confirmed`,
};
