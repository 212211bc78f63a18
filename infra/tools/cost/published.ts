/** What is paid for, each in US dollars, and the free numbers of a month. */
export type Prices = Readonly<Record<keyof typeof US_EAST, number>>;

/** Prices that AWS publishes for US East (N. Virginia). */
export const US_EAST = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  millionWriteUnits: 0.625,
  millionReadUnits: 0.125,
  /** https://aws.amazon.com/lambda/pricing/, arm64 */
  lambdaGigabyteSecond: 0.000_013_333_4,
  millionInvocations: 0.2,
  /** https://aws.amazon.com/xray/pricing/, with the free number of a month */
  millionTraces: 5,
  tracesFree: 100_000,
  /** https://aws.amazon.com/kms/pricing/ */
  tenThousandRsa2048Signatures: 0.03,
  tenThousandOtherRsaSignatures: 0.15,
  /** https://aws.amazon.com/s3/pricing/ */
  thousandPuts: 0.005,
  thousandGets: 0.0004,
  gigabyteMonth: 0.023,
  gigabyteDownloaded: 0.09,
  /** https://aws.amazon.com/sqs/pricing/ */
  millionQueueRequests: 0.4,
  /** https://aws.amazon.com/ses/pricing/ */
  thousandEmails: 0.1,
  gigabyteAttached: 0.12,
  /** https://aws.amazon.com/cognito/pricing/, Essentials, which codes by email need */
  activeUserMonth: 0.015,
  activeUsersFree: 10_000,
  /** https://aws.amazon.com/cloudfront/pricing/, requests by https; a tebibyte a month is free */
  millionEdgeRequests: 1,
  gigabyteTransferred: 0.085,
  /** https://aws.amazon.com/waf/pricing/ */
  webAclMonth: 5,
  webAclRuleMonth: 1,
  millionWebAclRequests: 0.6,
  /** https://aws.amazon.com/api-gateway/pricing/, HTTP APIs */
  millionApiRequests: 1,
  /** https://aws.amazon.com/kms/pricing/ */
  keyMonth: 1,
  /** https://aws.amazon.com/secrets-manager/pricing/ */
  secretMonth: 0.4,
  /** https://aws.amazon.com/cloudwatch/pricing/; three dashboards are free */
  alarmMonth: 0.1,
  metricMonth: 0.3,
} as const;

/** Default quotas of an AWS account; AWS raises those marked adjustable on request. */
export const LIMITS = {
  /** A new on-demand table; later it takes twice its previous peak, 30 minutes after that peak. */
  newTableWriteUnits: 4_000,
  doublingSeconds: 1_800,
  /** Adjustable. */
  tableWriteUnits: 40_000,
  /** One partition; a batch's chunks and counters share one until DynamoDB splits it. */
  partitionWriteUnits: 1_000,
  /** Shared by all RSA keys of an account in a region; adjustable. */
  rsaSignatures: 1_000,
  /** One prefix, before S3 splits it. */
  prefixPuts: 3_500,
  /** Out of the sandbox; adjustable. */
  emailsPerSecond: 14,
  emailsPerDay: 50_000,
} as const;
