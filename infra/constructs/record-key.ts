import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

/**
 * The key of the authentication codes of the ledger's records. It never changes: every code in the table is made with it.
 */
export class RecordKey {
  readonly #key: Key;

  constructor(scope: Construct) {
    this.#key = new Key(scope, 'RecordKey', {
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      description: 'Makes and checks the codes of records of the ledger',
      removalPolicy: RemovalPolicy.RETAIN,
      pendingWindow: Duration.days(30),
      // Can't be changed later: with it the key can be replicated to another region, where the table may be restored.
      multiRegion: true,
    });
  }

  get keyId(): string {
    return this.#key.keyId;
  }

  /** Lets a function write and check records of the ledger. */
  allow(handler: NodejsFunction): void {
    this.#key.grant(handler, 'kms:GenerateMac');
    handler.addEnvironment('RECORD_KEY_ID', this.keyId);
  }
}
