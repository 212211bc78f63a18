import * as z from 'zod/mini';
import type { Role } from '../../../functions/domain/staff/roles.ts';
import { type Route, routeKey, type Schema } from '../../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../../functions/routes/route-table.ts';
import type { RandomNumbers } from '../../random.ts';

/**
 * An ID that only a running world knows: the nth import, batch, certificate or correction of the own issuer or of the
 * other one, as `@own:import:3`; or the ID of an issuer, as `@other:issuer:0`.
 */
export const REFERENCE = /^@(own|other):([\w-]+):(\d+)$/;

/** A request of a route, with references in the places of IDs. */
export interface RandomRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly role: Exclude<Role, 'operator'> | undefined;
  /** The volunteer, where the role is `volunteer`. */
  readonly volunteerId: string;
  readonly body?: unknown;
}

type Json = {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Json;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
};

/** Routes that a person of one issuer can call: every route but those of operators alone. */
export const ISSUERS_ROUTES: readonly Route[] = ROUTE_TABLE.filter(
  ({ roles }) => roles === 'public' || roles.some((role) => role !== 'operator'),
);

/** Both issuers use the same IDs, and one that nobody has. */
export const VOLUNTEERS = ['V-1', 'V-2', 'V-3'];
export const OPPORTUNITIES = ['OP-1', 'OP-2'];
const NOBODYS = { volunteer: 'V-404', opportunity: 'OP-404', entry: 'E-404' };
/** Another issuer than the two, as a partner of either. */
const THIRD = 'rawabi-municipality';
/** Segments of paths whose `{id}` is a volunteer's. */
const OF_VOLUNTEERS: ReadonlySet<string> = new Set(['volunteers', 'name-requests']);
const DAYS = ['2025-01-01', '2025-02-15', '2025-03-31', '2025-12-31'];
const KINDS: Readonly<Record<string, string>> = {
  imports: 'import',
  batches: 'batch',
  certificates: 'certificate',
  corrections: 'correction',
  verify: 'certificate',
  V: 'certificate',
};

/** Returns the kind of record that a path is about. */
export function kindOfPath(path: string): string {
  if (/^\/certificates\/.*\/corrections$/.test(path)) return 'correction';
  const [segment = ''] = path.split(/[/?]/).slice(1);
  return KINDS[segment] ?? segment;
}

/** Makes requests of routes from their schemas, so that a route that is added is asked for as well. */
export class RandomRequests {
  readonly #random: RandomNumbers;

  constructor(random: RandomNumbers) {
    this.#random = random;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)] as T;
  }

  of(route: Route): RandomRequest {
    const { method, path, roles, parameters = {}, query, body } = route;
    const isPublic = roles === 'public';
    const role = isPublic ? undefined : this.pick(roles.filter((one) => one !== 'operator'));
    const [, segment = ''] = path.split('/');
    const kind = KINDS[segment] ?? segment;
    let address: string = path;
    for (const name of Object.keys(parameters))
      address = address.replace(`{${name}}`, String(this.#text(name, kind, isPublic)));
    const parameters2 = query === undefined ? {} : (this.#value('', jsonOf(query), isPublic) as object);
    const search = new URLSearchParams(
      Object.entries(parameters2).map(([name, value]) => [name, String(value)]),
    );
    return {
      key: routeKey(route),
      method,
      path: search.size > 0 ? `${address}?${decodeURIComponent(search.toString())}` : address,
      role,
      volunteerId: this.pick(VOLUNTEERS),
      ...(body === undefined ? {} : { body: this.#value('', jsonOf(body), isPublic) }),
    };
  }

  #value(name: string, schema: Json, isPublic: boolean): unknown {
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (alternatives !== undefined) return this.#value(name, this.pick(alternatives), isPublic);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return this.pick(schema.enum);
    switch (schema.type) {
      case 'object':
        return this.#object(schema, isPublic);
      case 'array':
        // A third issuer: what names one of the two is theirs to see.
        return name === 'partnerIds' ? this.pick([[], [THIRD]]) : this.#array(name, schema, isPublic);
      case 'boolean':
        return this.#random() < 0.5;
      case 'integer':
      case 'number':
        return this.#number(name, schema);
      case 'null':
        return null;
      default:
        return this.#text(name, '', isPublic, schema.format);
    }
  }

  #object({ properties = {}, required = [] }: Json, isPublic: boolean): object {
    const isGiven = (name: string) =>
      required.includes(name) || (!['cursor', 'headings'].includes(name) && this.#random() < 0.4);
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => isGiven(name))
        .map(([name, schema]) => [name, this.#value(name, schema, isPublic)]),
    );
  }

  #array(name: string, { items = {}, minItems = 0 }: Json, isPublic: boolean): unknown[] {
    const length = Math.max(minItems, Math.floor(this.#random() * 3));
    return Array.from({ length }, () => this.#value(name.replace(/s$/, ''), items, isPublic));
  }

  #number(name: string, { minimum = 0, maximum = 1_000 }: Json): number {
    if (name === 'limit') return this.pick([1, 2, 200]);
    return Math.min(maximum, Math.max(minimum, this.pick([0, 1, 60, 2025])));
  }

  /** Returns a text for a field: an ID of the own or the other issuer, or what the name of the field asks for. */
  #text(name: string, kind: string, isPublic: boolean, format?: string): string {
    const whose = isPublic || this.#random() < 0.6 ? 'own' : 'other';
    const number = Math.floor(this.#random() * 4);
    const reference = (of: string) => `@${whose}:${of}:${number}`;
    if (name === 'id' && kind === 'opportunities') return this.pick([...OPPORTUNITIES, 'OP-3']);
    if (name === 'id' && OF_VOLUNTEERS.has(kind)) return this.pick([...VOLUNTEERS, NOBODYS.volunteer]);
    if (name === 'id' && kind !== '') return reference(kind);
    if (/Sha256$/.test(name)) return '0'.repeat(64);
    if (/^partner/.test(name)) return this.pick([`@${whose}:issuer:0`, THIRD]);
    if (/issuer/i.test(name)) return this.pick([`@${whose}:issuer:0`, 'nobody']);
    if (name === 'listId') return '@own:list:0';
    if (/^opportunity(?:Id|$)/.test(name)) return this.pick([...OPPORTUNITIES, NOBODYS.opportunity]);
    if (/^volunteerId/.test(name)) return this.pick([...VOLUNTEERS, NOBODYS.volunteer]);
    if (/^entryId/.test(name)) return this.pick(['E-1-1', 'E-2-1', NOBODYS.entry]);
    if (/^certificateId/.test(name)) return reference('certificate');
    if (name === 'confirms') return reference('batch');
    if (format === 'date' || name === 'day') return this.pick(DAYS);
    if (format === 'email') return this.pick(['one@example.org', 'two@example.org']);
    if (/Ar$/.test(name)) return 'حملة التطعيم';
    if (/En$|^name$/.test(name)) return 'Vaccination Campaign';
    if (/^(?:note|fileName)$/.test(name)) return 'words.csv';
    return reference(this.pick(['import', 'batch', 'certificate', 'correction']));
  }
}

const jsonOf = (schema: Schema): Json =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;

/** Returns a random file of an issuer, with the names that only it uses, and its name. */
export function randomFile(requests: RandomRequests, canary: string, issuerId: string) {
  const kind = requests.pick(['opportunities', 'volunteers', 'hours'] as const);
  const number = requests.pick([1, 2, 3, 404]);
  const day = requests.pick(['2025-02-01', '2025-02-02', '2025-02-03']);
  const issuer = requests.pick([issuerId, issuerId, '@other:issuer:0', 'nobody']);
  const rows = {
    opportunities: `OP-${number},${issuer},حملة ${canary === 'Alanoud' ? 'أمل' : 'بدر'},${canary} Campaign,support,2025-01-01,2025-03-31,${requests.pick([1, 2])}`,
    volunteers: `V-${number},نورة ${canary === 'Alanoud' ? 'أمل' : 'بدر'},Noura ${canary},female,${canary}@example.org,${requests.pick(['', issuer])}`,
    hours: `E-${number}-${requests.pick([1, 2])},V-${number},OP-${requests.pick([1, 2, 3])},${day},${requests.pick([1, 3, 20])},${requests.pick(['approved', 'pending'])},${canary}`,
  };
  return { name: `${kind}.csv`, text: `${HEADINGS[kind]}\n${rows[kind]}\n` };
}

export const HEADINGS = {
  opportunities: 'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours',
  volunteers: 'volunteer_id,name_ar,name_en,gender,email,issuer_id',
  hours: 'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
} as const;
