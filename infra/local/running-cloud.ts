import type { Role } from '../../functions/domain/staff/roles.ts';
import type { Identity } from './cognito/identity.ts';
import type { Schedule } from './eventbridge/schedules.ts';
import type { Rights } from './iam/access-control.ts';
import type { RunningFunction } from './lambda/functions.ts';
import type { ServiceEndpoints } from './service-endpoints.ts';
import type { awsClients } from './services.ts';
import type { Mailbox } from './ses/mailbox.ts';
import type { Queue } from './sqs/queues.ts';

/** The running embedded cloud. */
export interface EmbeddedCloud {
  /** The product's public address. */
  readonly url: string;
  /** Returns a bearer token for the role. */
  token(role: Role, options?: Omit<Identity, 'role'>): Promise<string>;
  readonly clients: ReturnType<typeof awsClients>;
  /** The table of the records. */
  readonly tableName: string;
  /** The bucket of the documents. */
  readonly bucketName: string;
  /** The key in KMS by which records of the ledger have their authentication codes. */
  readonly recordKeyId: string;
  /** The names of all tables and buckets by logical id. */
  readonly tables: ReadonlyMap<string, string>;
  readonly buckets: ReadonlyMap<string, string>;
  readonly queues: readonly Queue[];
  /** Returns the function whose logical id contains `name`. @throws when there is none or more than one. */
  function(name: string): RunningFunction;
  readonly functions: readonly RunningFunction[];
  readonly schedules: readonly Schedule[];
  readonly mailbox: Mailbox;
  /** The ids of the programs that stand for AWS's services. */
  readonly emulators: readonly number[];
  /** The route keys of the routes without an authorizer: `GET /verify`. */
  readonly publicRoutes: readonly string[];
  readonly endpoints: ServiceEndpoints;
  /** Where CloudWatch answers about the template's alarms, and SNS about who is told of them. */
  readonly alarmsAddress: string;
  /** The services as functions reach them: behind what asks the policies. */
  readonly guarded: ServiceEndpoints;
  /** The rights that the template grants to functions, those that a call has needed so far, and what was refused. */
  rights(): Rights;
  /** What `GET /_local/health` answers. */
  readonly description: object;
  /** Stops everything; resolves when every process of the cloud has ended. */
  stop(): Promise<void>;
}

/** Completes what was started to an EmbeddedCloud. */
export function runningCloud(
  started: Omit<EmbeddedCloud, 'token' | 'tableName' | 'bucketName' | 'function' | 'description'> & {
    readonly mint: (identity: Identity) => Promise<string>;
  },
): EmbeddedCloud {
  const { mint, ...cloud } = started;
  const tableName = recordsTable(cloud.tables);
  const bucketName = documentsBucket(cloud.buckets);
  return {
    ...cloud,
    tableName,
    bucketName,
    token: (role, options = {}) => mint({ role, ...options }),
    function: (name) => {
      const found = cloud.functions.filter(({ logicalId }) => logicalId.includes(name));
      const [only, ...others] = found;
      if (only === undefined || others.length > 0) {
        throw new Error(
          `${found.length} functions have ${name} in their logical id: ${cloud.functions.map(({ logicalId }) => logicalId).join(', ')}`,
        );
      }
      return only;
    },
    description: {
      url: cloud.url,
      pid: process.pid,
      endpoints: cloud.endpoints,
      alarmsAddress: cloud.alarmsAddress,
      tableName,
      bucketName,
      recordKeyId: cloud.recordKeyId,
      queues: cloud.queues.map(({ logicalId, url }) => ({ logicalId, url })),
      schedules: cloud.schedules.map(({ name }) => name),
    },
  };
}

/** Returns the name of the table of records. */
export const recordsTable = (tables: ReadonlyMap<string, string>) => first(tables, 'Table');

/** Returns the ID of the key by which records of the ledger have their codes. */
export const recordKeyOf = (keyIds: readonly string[]) => keyIds.find((id) => id.includes('RecordKey')) ?? '';

/** Returns the name of the bucket of documents. */
export const documentsBucket = (buckets: ReadonlyMap<string, string>) => first(buckets, 'Documents');

/** Returns the name of the resource whose logical id starts with `prefix`, else of the first. */
function first(names: ReadonlyMap<string, string>, prefix: string): string {
  const preferred = [...names].find(([logicalId]) => logicalId.startsWith(prefix));
  return preferred?.[1] ?? [...names.values()][0] ?? '';
}
