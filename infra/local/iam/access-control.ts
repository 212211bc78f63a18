import { type PartitionKeys, partitionKeys } from '../dynamodb/tables.ts';
import { keyPolicies } from '../kms/keys.ts';
import type { LoopbackServer } from '../loopback-server.ts';
import type { ServiceEndpoints } from '../service-endpoints.ts';
import { emailIdentities } from '../ses/email-identities.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import { type AccessKey, AccessKeys } from './access-keys.ts';
import type { Call } from './call.ts';
import { guard } from './guard.ts';
import { cognitoIdp, dynamoDb, kms, s3, ses, sqs } from './guarded-services.ts';
import { Permissions } from './permissions.ts';
import { readResourcePolicies, readRoles } from './policies.ts';
import type { Principal } from './principal.ts';
import { type Right, rightsOf, UsedRights } from './used-rights.ts';

/** What is known of the roles' rights. */
export interface Rights {
  /** Those that the template grants. */
  readonly granted: readonly Right[];
  /** Those without which some call would have been refused. */
  readonly used: readonly Right[];
  /** What was refused, and why. */
  readonly refused: readonly string[];
}

/** Who may do what in the embedded cloud: the access key of each role, and the template's policies. */
export class AccessControl {
  readonly keys = new AccessKeys();
  readonly #used = new UsedRights();
  readonly #accessKeys = new Map<string, AccessKey>();
  readonly #refused = new Set<string>();
  #roles: ReadonlyMap<string, Principal> = new Map();
  #permissions = new Permissions([], this.#used);
  #tables: ReadonlyMap<string, PartitionKeys> = new Map();
  #identities: readonly string[] = [];

  /** Starts a guard before each service. Until the policies are read they let nobody pass but the account itself. */
  async guardServices(
    services: ServiceEndpoints,
    started: (guard: LoopbackServer) => void,
  ): Promise<ServiceEndpoints> {
    const guarded = {
      dynamodb: dynamoDb(services.dynamodb, (table) => this.#tables.get(table)),
      s3: s3(services.s3),
      sqs: sqs(services.sqs),
      kms: kms(services.kms),
      sesv2: ses(services.sesv2, () => this.#identities),
      cognitoIdp: cognitoIdp(services.cognitoIdp),
    };
    const addresses = await Promise.all(
      Object.entries(guarded).map(async ([name, service]) => {
        const server = await guard(service, this.keys, (principal, call) => this.#refusal(principal, call));
        started(server);
        return [name, server.url] as const;
      }),
    );
    return Object.fromEntries(addresses) as ServiceEndpoints;
  }

  /**
   * Reads the policies of the template; its resources must have been created.
   *
   * @throws UnsupportedTemplate when a policy has something that isn't known here
   */
  readPolicies(resources: ResourceReader): void {
    this.#roles = readRoles(resources);
    this.#permissions = new Permissions(readResourcePolicies(resources, keyPolicies(resources)), this.#used);
    this.#tables = partitionKeys(resources);
    this.#identities = emailIdentities(resources);
    for (const role of this.#roles.values()) this.#accessKeys.set(role.arn, this.keys.create(role));
  }

  /** Returns the access key of a role. @throws UnsupportedTemplate where the template has no such role */
  keyOf(roleArn: string): AccessKey {
    const key = this.#accessKeys.get(roleArn);
    if (key === undefined) throw new UnsupportedTemplate(`${roleArn} is not a role of the template`);
    return key;
  }

  /** Returns what is known of rights so far. */
  rights(): Rights {
    const granted = [...this.#roles.values()].flatMap(rightsOf);
    return { granted, used: this.#used.list(), refused: [...this.#refused] };
  }

  #refusal(principal: Principal, call: Call): string | undefined {
    const reason = this.#permissions.refusal(principal, call);
    if (reason !== undefined) this.#refused.add(`${reason}${keysOf(call)}`);
    return reason;
  }
}

/** Returns the beginnings of the keys that a call names, which hold nobody's data. */
function keysOf({ context }: Call): string {
  const keys = [...(context['dynamodb:LeadingKeys'] ?? []), ...(context['s3:prefix'] ?? [])];
  return keys.length === 0
    ? ''
    : ` (${[...new Set(keys.map((key) => key.replace(/[#/].*$/s, '')))].join(', ')})`;
}
