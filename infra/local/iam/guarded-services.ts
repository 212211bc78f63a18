import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PartitionKeys } from '../dynamodb/tables.ts';
import { ACCOUNT, REGION } from '../region.ts';
import { readRequest } from '../s3/s3-request.ts';
import { element, parent, xmlDocument } from '../s3/xml.ts';
import type { Call } from './call.ts';
import { dynamoCalls } from './dynamodb-calls.ts';
import type { GuardedService, RefusalCode } from './guard.ts';
import { secure } from './request-context.ts';
import { missingObjectCall, s3Calls } from './s3-calls.ts';
import { sendEmailCalls } from './ses-calls.ts';

/** How requests to DynamoDB are read and refused. */
export const dynamoDb = (
  upstream: string,
  keysOf: (table: string) => PartitionKeys | undefined,
): GuardedService => ({
  upstream,
  saysInBody: () => true,
  calls: (request, body) => dynamoCalls(operationOf(request), body, keysOf),
  refuse: (response, code, reason) =>
    sendJson(response, 400, 'application/x-amz-json-1.0', {
      __type: `com.amazon.coral.service#${NAMES[code]}`,
      message: reason,
    }),
});

/** How requests to S3 are read and refused. */
export const s3 = (upstream: string): GuardedService => ({
  upstream,
  saysInBody: ({ method, url = '' }) => method === 'POST' && /[?&]delete(=|&|$)/.test(url),
  calls: (request, body) => {
    const target = readRequest(request);
    return s3Calls(target, body.toString(), Date.now() - instantOf(target.header('x-amz-date')));
  },
  missing: (request) => missingObjectCall(readRequest(request)),
  refuse: (response, code, reason) => {
    const name = code === 'denied' ? 'AccessDenied' : 'InvalidAccessKeyId';
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end(xmlDocument(parent('Error', [element('Code', name), element('Message', reason)])));
  },
});

/** How requests to SQS are read and refused. */
export const sqs = (upstream: string): GuardedService => ({
  upstream,
  saysInBody: () => true,
  calls: (request, body) => {
    const { QueueUrl = '' } = JSON.parse(body.toString()) as { QueueUrl?: string };
    const name = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
    // The permission to send several messages has the name of the one to send one.
    const action = `sqs:${operationOf(request).replace(/Batch$/, '')}`;
    return [call(action, `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`)];
  },
  refuse: (response, code, reason) =>
    sendJson(response, 403, 'application/x-amz-json-1.0', { __type: NAMES[code], message: reason }),
});

/** How requests to KMS are read and refused. */
export const kms = (upstream: string): GuardedService => ({
  upstream,
  saysInBody: () => true,
  calls: (request, body) => {
    const { KeyId = '' } = JSON.parse(body.toString()) as { KeyId?: string };
    const arn = KeyId.startsWith('arn:') ? KeyId : `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KeyId}`;
    return [call(`kms:${operationOf(request)}`, arn)];
  },
  refuse: (response, code, reason) =>
    sendJson(response, 400, 'application/x-amz-json-1.1', { __type: NAMES[code], message: reason }),
});

/** How requests to the user pools are read and refused. */
export const cognitoIdp = (upstream: string): GuardedService => ({
  upstream,
  saysInBody: () => true,
  calls: (request, body) => {
    const { UserPoolId = '' } = JSON.parse(body.toString()) as { UserPoolId?: string };
    const pool = `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${UserPoolId}`;
    return [call(`cognito-idp:${operationOf(request)}`, pool)];
  },
  refuse: (response, code, reason) =>
    sendJson(response, 400, 'application/x-amz-json-1.1', { __type: NAMES[code], message: reason }),
});

/** How requests to SES are read and refused. */
export const ses = (upstream: string, identities: () => readonly string[]): GuardedService => ({
  upstream,
  saysInBody: () => true,
  calls: (_request, body) => sendEmailCalls(JSON.parse(body.toString()), identities()),
  refuse: (response, code, reason) => {
    response.setHeader('x-amzn-errortype', NAMES[code]);
    sendJson(response, 403, 'application/json', { message: reason });
  },
});

const NAMES: Readonly<Record<RefusalCode, string>> = {
  denied: 'AccessDeniedException',
  'unknown-key': 'UnrecognizedClientException',
};

const call = (action: string, resource: string): Call => ({ action, resource, context: secure() });

/** Returns the operation of the JSON protocols: `PutItem` of `DynamoDB_20120810.PutItem`. */
const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1) ?? '';

/** Returns the instant of `20261129T120000Z`; NaN where there is none. */
const instantOf = (date = ''): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function sendJson(response: ServerResponse, status: number, type: string, body: object): void {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
}
