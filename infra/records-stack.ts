import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { explain } from './constructs/explain.ts';

/** What must survive: records, documents, keys and people. Nothing here is deleted with its stack. */
export class RecordsStack extends Stack {
  readonly table: TableV2;
  readonly bucket: Bucket;
  /** The bucket's ARN as other stacks see it; the name of the export is part of the reasons given for wildcards. */
  readonly bucketArn: string;
  readonly credentialKey: Key;
  readonly sealKey: Key;
  readonly userPool: UserPool;
  readonly userPoolClient: UserPoolClient;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { terminationProtection: true, ...props });

    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: ['list', 'pending'].map((prefix) => ({
        indexName: prefix === 'list' ? 'listing' : prefix,
        partitionKey: { name: `${prefix}Pk`, type: AttributeType.STRING },
        sortKey: { name: `${prefix}Sk`, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      })),
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
      // A browser uploads an import straight to its link.
      cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['*'], allowedHeaders: ['*'] }],
      lifecycleRules: [
        { prefix: 'imports/', expiration: Duration.days(30), noncurrentVersionExpiration: Duration.days(1) },
        // A document has an older version only once it was erased with its holder's data.
        {
          prefix: 'documents/',
          noncurrentVersionExpiration: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
    });

    this.bucketArn = this.exportValue(this.bucket.bucketArn);

    this.credentialKey = this.#signingKey(
      'CredentialKey',
      KeySpec.RSA_2048,
      'Signs credentials and status lists',
    );
    this.sealKey = this.#signingKey('SealKey', KeySpec.RSA_3072, 'Seals documents (PAdES)');

    this.userPool = new UserPool(this, 'People', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
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
      featurePlan: FeaturePlan.PLUS,
      customAttributes: {
        volunteer_id: new StringAttribute({ maxLen: 64, mutable: true }),
        issuers: new StringAttribute({ maxLen: 500, mutable: true }),
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.userPoolClient = this.userPool.addClient('Pages', {
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
    });
    for (const role of ['coordinator', 'approver', 'auditor'])
      this.userPool.addGroup(role, { groupName: role });
    explain(
      this.userPool,
      'AwsSolutions-COG2',
      'A second factor is offered to all; whether to require it is the cluster’s own policy.',
    );
    explain(
      this.userPool,
      'AwsSolutions-COG3',
      'Threat protection is switched on with the plus plan by the operator, who pays for it.',
    );
    explain(this.userPool, 'AwsSolutions-COG8', 'The plan is a cost that the operator decides on.');

    // What an operator names in commands: the audit, users, a request for a sealing certificate.
    const named = {
      TableName: this.table.tableName,
      BucketName: this.bucket.bucketName,
      UserPoolId: this.userPool.userPoolId,
      SealKeyId: this.sealKey.keyId,
    };
    for (const [name, value] of Object.entries(named)) new CfnOutput(this, name, { value });
  }

  /** Asymmetric keys can't be rotated in place: a new one is added beside, and the old one keeps verifying. */
  #signingKey(id: string, keySpec: KeySpec, description: string): Key {
    return new Key(this, id, {
      keySpec,
      keyUsage: KeyUsage.SIGN_VERIFY,
      description,
      removalPolicy: RemovalPolicy.RETAIN,
      pendingWindow: Duration.days(30),
    });
  }
}
