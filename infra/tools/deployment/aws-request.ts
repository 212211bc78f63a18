import { KMSClient } from '@aws-sdk/client-kms';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { networkReason } from '../../../functions/client/reach.ts';

const TIMEOUT_MS = 20_000;

/** A service of AWS, by the name in its addresses and signatures, and how `AWS_ENDPOINT_URL_…` names it. */
export interface AwsService {
  readonly name: string;
  readonly endpointVariable: string;
  /** Begins the host name, where that isn't `name`. */
  readonly host?: string;
  /** Whether its address names no region. */
  readonly isGlobal?: true;
}

/** One request to a service of AWS. */
export interface AwsRequest {
  readonly service: AwsService;
  /** The region, where it isn't that of the account. */
  readonly region?: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Access to an AWS account: sends a request and returns the body of the answer. */
export interface AwsAccount {
  readonly region: string;
  /** @throws AwsRefusal when the service refuses; AwsUnreachable when there is no answer */
  send(request: AwsRequest): Promise<string>;
}

/** A service of AWS answered "no". */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';
  /** As `AccessDenied`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message === '' ? code : `${code}: ${message}`);
    this.code = code;
  }
}

/** There are no credentials or no region, or a service didn't answer. */
export class AwsUnreachable extends Error {
  override readonly name = 'AwsUnreachable';
}

/** Where requests go and who signs them; by default as every AWS tool finds it. */
export interface AwsAccess {
  readonly region?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The one address of all services. */
  readonly endpoint?: string;
}

/**
 * Opens access to an AWS account, with the credentials and the region that AWS's tools find in the environment and in
 * their files. Requests are signed here: a client of the SDK for each of the services asked would be many times the size
 * of what is asked.
 *
 * @throws AwsUnreachable without credentials or without a region
 */
export async function openAwsAccount(access: AwsAccess = {}): Promise<AwsAccount> {
  const { config } = new KMSClient({
    ...(access.region === undefined ? {} : { region: access.region }),
    ...(access.credentials === undefined ? {} : { credentials: access.credentials }),
  });
  const { credentials, sha256 } = config;
  const [region] = await Promise.all([config.region(), credentials()]).catch((error: unknown) => {
    throw new AwsUnreachable(firstLine(error));
  });
  return {
    region,
    send: async (request) => {
      const inRegion = request.region ?? region;
      const address = new URL(access.endpoint ?? addressOf(request.service, inRegion));
      const [path = '/', search = ''] = (request.path ?? '/').split('?');
      const unsigned = new HttpRequest({
        method: request.method ?? 'POST',
        protocol: address.protocol,
        hostname: address.hostname,
        ...(address.port === '' ? {} : { port: Number(address.port) }),
        path,
        query: Object.fromEntries(new URLSearchParams(search)),
        headers: { ...request.headers, host: address.host },
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const signer = new SignatureV4({
        credentials,
        region: inRegion,
        service: request.service.name,
        sha256,
      });
      const { headers } = await signer.sign(unsigned);
      return exchange(new URL(request.path ?? '/', address), { ...request, headers });
    },
  };
}

const addressOf = ({ name, host = name, endpointVariable, isGlobal }: AwsService, region: string): string =>
  process.env[`AWS_ENDPOINT_URL_${endpointVariable}`] ??
  process.env.AWS_ENDPOINT_URL ??
  `https://${isGlobal ? host : `${host}.${region}`}.amazonaws.com`;

async function exchange(
  address: URL,
  { method = 'POST', headers, body }: Pick<AwsRequest, 'method' | 'headers' | 'body'>,
): Promise<string> {
  const { host: _host, ...sent } = headers ?? {};
  const init = { method, headers: sent, ...(body === undefined ? {} : { body }) };
  const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw new AwsUnreachable(`${address.host}: ${networkReason(error)}`);
    },
  );
  const text = await answer.text();
  if (answer.ok) return text;
  const { code, message } = refusalIn(text, answer.headers.get('x-amzn-errortype'));
  if (answer.status >= 500) throw new AwsUnreachable(`${address.host}: HTTP ${answer.status} ${code}`.trim());
  throw new AwsRefusal(code || `HTTP ${answer.status}`, message);
}

/** Reads a refusal of either kind of service: of those that speak JSON, or XML. */
function refusalIn(text: string, errorType: string | null): { code: string; message: string } {
  const [xmlCode] = valuesOf(text, 'Code');
  if (xmlCode !== undefined) return { code: xmlCode, message: valuesOf(text, 'Message')[0] ?? '' };
  const json = parsed(text);
  const code = String(json.__type ?? errorType ?? '').replace(/^.*#|:.*$/g, '');
  return { code, message: String(json.message ?? json.Message ?? '') };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Calls an operation of a service that speaks JSON by `X-Amz-Target`. */
export async function call(
  account: AwsAccount,
  service: AwsService & { readonly target: string; readonly version: '1.0' | '1.1' },
  operation: string,
  input: object,
  region?: string,
): Promise<unknown> {
  const answer = await account.send({
    service,
    ...(region === undefined ? {} : { region }),
    headers: {
      'content-type': `application/x-amz-json-${service.version}`,
      'x-amz-target': `${service.target}.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return parsed(answer);
}

/** Calls a service that speaks the query protocol, and returns its XML. */
export const query = (
  account: AwsAccount,
  service: AwsService,
  version: string,
  parameters: Readonly<Record<string, string>>,
  region?: string,
): Promise<string> =>
  account.send({
    service,
    ...(region === undefined ? {} : { region }),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ ...parameters, Version: version }).toString(),
  });

/** Returns the texts of every `<name>` that holds no other element. */
export const valuesOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) =>
    value.replace(/&(#x?[\da-f]+|\w+);/gi, (_, entity: string) => ENTITIES[entity] ?? codePoint(entity)),
  );

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const codePoint = (entity: string): string => {
  const number = entity.startsWith('#x')
    ? Number.parseInt(entity.slice(2), 16)
    : Number(entity.replace('#', ''));
  return Number.isInteger(number) ? String.fromCodePoint(number) : `&${entity};`;
};

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
