import type { Role } from '../../functions/runtime/http/caller.ts';
import type { Identity } from './cognito/token-issuer.ts';
import type { Schedule } from './eventbridge/schedules.ts';
import type { RunningFunction } from './lambda/functions.ts';
import type { awsClients, ServiceEndpoints } from './services.ts';
import type { Mailbox } from './ses/mailbox.ts';
import type { Queue } from './sqs/queues.ts';

/** The embedded cloud while it runs. */
export interface EmbeddedCloud {
  /** Where the product answers. */
  readonly url: string;
  /** A bearer token for the role. */
  token(role: Role, options?: Omit<Identity, 'role'>): Promise<string>;
  readonly clients: ReturnType<typeof awsClients>;
  /** The template's table with the records, and its bucket of documents. */
  readonly tableName: string;
  readonly bucketName: string;
  readonly tables: ReadonlyMap<string, string>;
  readonly buckets: ReadonlyMap<string, string>;
  readonly queues: readonly Queue[];
  /** By the name that their logical id begins with: `cloud.function('Documents')`. */
  function(name: string): RunningFunction;
  readonly functions: readonly RunningFunction[];
  readonly schedules: readonly Schedule[];
  readonly mailbox: Mailbox;
  /** Keys of the routes that need no token: `GET /verify`. */
  readonly publicRoutes: readonly string[];
  readonly endpoints: ServiceEndpoints;
  /** What `GET /_local/health` says. */
  readonly description: object;
  /** Stops everything; resolves when no process of the cloud is left. */
  stop(): Promise<void>;
}

export function runningCloud(
  parts: Omit<EmbeddedCloud, 'token' | 'tableName' | 'bucketName' | 'function' | 'description'> & {
    readonly mint: (identity: Identity) => Promise<string>;
  },
): EmbeddedCloud {
  const { mint, ...cloud } = parts;
  const tableName = first(cloud.tables, 'Table');
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
          `${found.length} functions are called ${name}: ${cloud.functions.map(({ logicalId }) => logicalId).join(', ')}`,
        );
      }
      return only;
    },
    description: {
      url: cloud.url,
      pid: process.pid,
      endpoints: cloud.endpoints,
      tableName,
      bucketName,
      queues: cloud.queues.map(({ logicalId, url }) => ({ logicalId, url })),
      schedules: cloud.schedules.map(({ name }) => name),
    },
  };
}

/** The bucket of documents, among the template's buckets by logical id. */
export const documentsBucket = (buckets: ReadonlyMap<string, string>) => first(buckets, 'Documents');

/** The resource whose logical id begins so, else the first there is. */
function first(names: ReadonlyMap<string, string>, prefix: string): string {
  const preferred = [...names].find(([logicalId]) => logicalId.startsWith(prefix));
  return preferred?.[1] ?? [...names.values()][0] ?? '';
}
