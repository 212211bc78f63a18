import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { requestBody } from '../request-body.ts';
import type { PoolAccounts } from './pool-accounts.ts';
import { PoolRefusal } from './pool-refusal.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const TARGET = 'AWSCognitoIdentityProviderService.';
/** What the pool calls the code of an authenticator app. */
const APP = 'SOFTWARE_TOKEN_MFA';

type Operation = (input: unknown) => Promise<object> | object;
type Operations = Readonly<Record<string, Operation>>;

const settings = z.strictObject({ Enabled: z.boolean(), PreferredMfa: z.boolean().optional() });
const ofUser = { UserPoolId: z.string().min(1), Username: z.string().min(1) };
const attributesShape = z.strictObject({
  UserAttributes: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).min(1),
});
const adminGetUser = z.strictObject(ofUser);
const adminSetPreference = z.strictObject({ ...ofUser, SoftwareTokenMfaSettings: settings });

/** The operations of those who have the account's credentials: what functions ask, and what an administrator of the pool sets. */
const administration = (accounts: PoolAccounts): Operations => ({
  AdminGetUser: (input) => {
    const { Username } = adminGetUser.parse(input);
    return {
      Username,
      UserStatus: 'CONFIRMED',
      Enabled: true,
      ...(accounts.hasApp(Username) ? { UserMFASettingList: [APP], PreferredMfaSetting: APP } : {}),
    };
  },
  AdminSetUserMFAPreference: (input) => {
    const { Username, SoftwareTokenMfaSettings } = adminSetPreference.parse(input);
    accounts.setApp(Username, SoftwareTokenMfaSettings.Enabled);
    return {};
  },
});

/** Starts an endpoint of the user pool's API for functions and administrators, who sign their requests. */
export const startUserPoolApi = (accounts: PoolAccounts): Promise<LoopbackServer> => {
  const operations = administration(accounts);
  return listenOnLoopback((message, response) => answerOperation(message, response, operations));
};

/** The account whose access token authorises a request, and what the token's client may write of it. */
export interface OwnAccount {
  readonly subject: string;
  readonly mayWrite: (attribute: string) => boolean;
}

/** What the operations of signed-in people need. */
export interface OwnAccountDeps {
  readonly accounts: PoolAccounts;
  /** Returns whose access token with the scope for one's own account this is. @throws PoolRefusal where it is none */
  readonly accountOf: (accessToken: string) => Promise<OwnAccount>;
  /** Ends every refresh token of an account. */
  readonly endSessions: (subject: string) => void;
}

/** Answers a request of somebody who has signed in about their own account, which an access token authorises. */
export function answerOwnAccount(
  message: IncomingMessage,
  response: ServerResponse,
  { accounts, accountOf, endSessions }: OwnAccountDeps,
): Promise<void> {
  const own =
    <Input>(
      shape: z.ZodType<Input>,
      act: (subject: string, input: Input, mayWrite: OwnAccount['mayWrite']) => object,
    ): Operation =>
    async (input) => {
      const { AccessToken, ...rest } = z.looseObject({ AccessToken: z.string() }).parse(input);
      const { subject, mayWrite } = await accountOf(AccessToken);
      return act(subject, shape.parse(rest), mayWrite);
    };
  return answerOperation(message, response, {
    ChangePassword: own(z.strictObject({ ProposedPassword: z.string() }), (subject, input) => {
      accounts.setPassword(subject, input.ProposedPassword);
      return {};
    }),
    AssociateSoftwareToken: own(z.strictObject({}), (subject) => ({
      SecretCode: accounts.offerSecret(subject),
    })),
    VerifySoftwareToken: own(z.strictObject({ UserCode: z.string() }), (subject, { UserCode }) => {
      accounts.verifySecret(subject, UserCode);
      return { Status: 'SUCCESS' };
    }),
    SetUserMFAPreference: own(z.strictObject({ SoftwareTokenMfaSettings: settings }), (subject, input) => {
      accounts.setApp(subject, input.SoftwareTokenMfaSettings.Enabled);
      return {};
    }),
    UpdateUserAttributes: own(attributesShape, (_subject, { UserAttributes }, mayWrite) => {
      if (!UserAttributes.every(({ Name }) => mayWrite(Name)))
        throw new PoolRefusal('NotAuthorizedException', 'A client attempted to write unauthorized attribute');
      throw new PoolRefusal('InvalidParameterException', 'Addresses are not changed in the embedded cloud');
    }),
    GlobalSignOut: own(z.strictObject({}), (subject) => {
      accounts.signOut(subject);
      endSessions(subject);
      return {};
    }),
  });
}

/** Answers one operation of the JSON 1.1 protocol. Others than the product's are unknown. */
async function answerOperation(
  message: IncomingMessage,
  response: ServerResponse,
  operations: Operations,
): Promise<void> {
  const send = (status: number, body: object) => {
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.1',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(body));
  };
  try {
    const name = String(message.headers['x-amz-target'] ?? '').replace(TARGET, '');
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined)
      throw new PoolRefusal('UnknownOperationException', `${name} is not emulated`);
    const body = await requestBody(message, BODY_LIMIT_BYTES);
    send(200, await operation(JSON.parse(body?.toString() || '{}')));
  } catch (error) {
    if (error instanceof PoolRefusal) send(400, { __type: error.type, message: error.message });
    else if (error instanceof z.ZodError || error instanceof SyntaxError)
      send(400, { __type: 'InvalidParameterException', message: error.message });
    else send(500, { __type: 'InternalErrorException', message: String(error) });
  }
}
