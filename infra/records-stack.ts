import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  PasskeyUserVerification,
  UserPool,
  UserPoolEmail,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LISTING_INDEX, PENDING_INDEX } from '../functions/storage/dynamo/table.ts';
import {
  DOWNLOAD_LINK_SECONDS,
  EXPIRY_DAYS,
  PREFIXES,
  type Prefix,
} from '../functions/storage/s3/prefixes.ts';
import { UPLOAD_LINK_SECONDS } from '../functions/workflows/ledger/request-import.ts';
import { explain } from './constructs/explain.ts';
import { RecordKey } from './constructs/record-key.ts';
import { serviceFunction } from './constructs/service-function.ts';
import { SigningKeys } from './constructs/signing-keys.ts';
import { allowTable } from './constructs/table-access.ts';
import type { Stage } from './stages.ts';

/** How long links to the objects under some prefixes work; the bucket refuses older signatures, whoever made them. */
const LINK_LIFETIMES: readonly (readonly [readonly string[], seconds: number])[] = [
  [[PREFIXES.documents, PREFIXES.results], DOWNLOAD_LINK_SECONDS],
  [[PREFIXES.imports], UPLOAD_LINK_SECONDS],
];
/** For clocks that differ, and the time that a request is under way. */
const CLOCK_SKEW_SECONDS = 30;

export interface RecordsStackProps extends StackProps {
  /** What this deployment is given; undefined for the sample. */
  readonly stage?: Stage | undefined;
}

/** What must survive: table, bucket, keys and user pool. Nothing here is deleted with its stack. */
export class RecordsStack extends Stack {
  readonly table: TableV2;
  readonly bucket: Bucket;
  /** The bucket's ARN as other stacks import it; the export's name is part of the findings on wildcards. */
  readonly bucketArn: string;
  readonly signingKeys: SigningKeys;
  readonly recordKey: RecordKey;
  readonly userPool: UserPool;

  constructor(scope: Construct, id: string, { stage, ...props }: RecordsStackProps = {}) {
    super(scope, id, { terminationProtection: true, ...props });

    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: [
        keysOnlyIndex(LISTING_INDEX, 'listPk', 'listSk'),
        keysOnlyIndex(PENDING_INDEX, 'pendingPk', 'pendingSk'),
      ],
    });

    const accessLogs = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });
    explain(accessLogs, 'AwsSolutions-S1', 'It receives the access logs; logging its own would never end.');

    this.bucket = new Bucket(this, 'Documents', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: accessLogs as IBucket,
      // A browser uploads an import straight to its link, and reads a document from one: the link is the permission.
      cors: [
        { allowedMethods: [HttpMethods.PUT, HttpMethods.GET], allowedOrigins: ['*'], allowedHeaders: ['*'] },
      ],
      // What must last has no expiry of its own; whatever was replaced or removed goes within a day.
      lifecycleRules: [
        ...Object.entries(PREFIXES).map(([name, prefix]) => {
          const days = EXPIRY_DAYS[name as Prefix];
          return {
            prefix,
            noncurrentVersionExpiration: Duration.days(1),
            ...(days === undefined
              ? { expiredObjectDeleteMarker: true }
              : { expiration: Duration.days(days) }),
          };
        }),
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
    });

    this.#refuseOldLinks();

    this.bucketArn = this.exportValue(this.bucket.bucketArn);

    this.signingKeys = new SigningKeys(this);
    this.recordKey = new RecordKey(this);

    this.userPool = new UserPool(this, 'People', {
      // A volunteer's account comes into being when they first sign in with the address that an issuer has recorded.
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      ...(stage?.codesThroughSes ? { email: codesFrom(stage.mailFrom) } : {}),
      keepOriginal: { email: true },
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      // Codes by email and claims in access tokens need this plan, and no higher one.
      featurePlan: FeaturePlan.ESSENTIALS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const tokenClaims = serviceFunction(this, 'TokenClaims', {
      handler: 'supervision/token-claims',
      environment: {
        TABLE_NAME: this.table.tableName,
        ...(stage?.federationHasSecondFactor ? { FEDERATION_HAS_SECOND_FACTOR: 'yes' } : {}),
      },
      files: ['issuers'],
      // Cognito waits five seconds for a trigger.
      timeoutSeconds: 5,
    });
    allowTable(tokenClaims, this.table, {
      read: ['secret', 'address', 'staff', 'journal'],
      write: ['staff', 'journal'],
      indexes: ['listing'],
    });
    this.userPool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, tokenClaims, LambdaVersion.V2_0);
    // A policy of its own: the trigger's default one would have to be there before the trigger, and the pool before it.
    new Policy(this, 'ReadSecondFactors', {
      statements: [
        new PolicyStatement({
          actions: ['cognito-idp:AdminGetUser'],
          resources: [this.userPool.userPoolArn],
        }),
      ],
      ...(tokenClaims.role ? { roles: [tokenClaims.role] } : {}),
    });
    explain(
      this.userPool,
      'AwsSolutions-COG2',
      'Volunteers sign in with an emailed code, which a required second factor excludes; roles of staff need one, by the trigger.',
    );
    explain(
      this.userPool,
      'AwsSolutions-COG3',
      'Threat protection needs the plus plan; whoever signs in holds the mailbox or a second factor.',
    );
    explain(this.userPool, 'AwsSolutions-COG8', 'The essentials plan has all that the pages use.');

    // Names that an operator passes to commands: the audit, users, a request for a sealing certificate.
    const named = {
      TableName: this.table.tableName,
      BucketName: this.bucket.bucketName,
      UserPoolId: this.userPool.userPoolId,
      RecordKeyId: this.recordKey.keyId,
      SealKeyId: this.signingKeys.active('seal').keyId,
    };
    for (const [name, value] of Object.entries(named)) new CfnOutput(this, name, { value });
  }

  /** A link that leaked is of no use later, even if whoever signed it gave it a longer life. */
  #refuseOldLinks(): void {
    for (const [prefixes, lifetimeSeconds] of LINK_LIFETIMES)
      this.bucket.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
          conditions: {
            NumericGreaterThan: { 's3:signatureAge': (lifetimeSeconds + CLOCK_SKEW_SECONDS) * 1000 },
          },
        }),
      );
  }
}

/** Codes come from an address at the domain that SES has confirmed. */
const codesFrom = (fromEmail: string): UserPoolEmail =>
  UserPoolEmail.withSES({ fromEmail, sesVerifiedDomain: fromEmail.replace(/^.*@/, '') });

/** A sparse index of keys only: lists read their items by key, so that the index costs little to write. */
function keysOnlyIndex(indexName: string, partition: string, sort: string): GlobalSecondaryIndexPropsV2 {
  return {
    indexName,
    partitionKey: { name: partition, type: AttributeType.STRING },
    sortKey: { name: sort, type: AttributeType.STRING },
    projectionType: ProjectionType.KEYS_ONLY,
  };
}
