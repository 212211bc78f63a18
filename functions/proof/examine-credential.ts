import * as z from 'zod/mini';
import {
  type CheckReason,
  type CheckRow,
  type CredentialFacts,
  failed,
  notPossible,
  passed,
  type ReferenceData,
} from './examination.ts';
import { isRevoked } from './status-list.ts';
import { type JwtFlaw, verifyJwt } from './verify-jwt.ts';

/** The checks of a file's credential, and its facts when its signature is valid. */
export interface CredentialExamination {
  readonly rows: readonly CheckRow[];
  readonly credential: CredentialFacts | null;
}

const CREDENTIAL_CHECKS = ['credential_signature', 'credential_status', 'credential_term'] as const;

const REASONS: Record<JwtFlaw, CheckReason> = {
  malformed: 'credential_unreadable',
  wrong_kind: 'credential_of_other_kind',
  unknown_key: 'key_not_published',
  wrong_purpose: 'key_not_published',
  key_compromised: 'key_compromised',
  outside_key_window: 'outside_key_window',
  signature_wrong: 'credential_signature_wrong',
};

/** The fields of a credential that this module relies on. */
const CREDENTIAL = z.object({
  iss: z.string(),
  jti: z.string(),
  sub: z.string(),
  nbf: z.number(),
  exp: z.optional(z.number()),
  id: z.string(),
  type: z.array(z.string()),
  validFrom: z.string(),
  issuer: z.object({ id: z.string(), name: z.string() }),
  credentialSubject: z.object({
    id: z.string(),
    identifier: z.array(z.object({ identityHash: z.string(), identityType: z.string() })),
    activityStartDate: z.string(),
    activityEndDate: z.string(),
    achievement: z.object({ name: z.string() }),
    result: z.array(z.object({ resultDescription: z.string(), value: z.string() })),
  }),
  credentialStatus: z.object({
    statusListIndex: z.string().check(z.regex(/^\d{1,6}$/)),
    statusListCredential: z.string(),
  }),
});
type Credential = z.infer<typeof CREDENTIAL>;

const STATUS_LIST = z.object({
  id: z.string(),
  exp: z.number(),
  credentialSubject: z.object({ statusPurpose: z.literal('revocation'), encodedList: z.string() }),
});

/** Checks the credentials attached to a file. There must be exactly one, signed by a key that the issuer publishes. */
export async function examineCredential(
  attached: readonly string[],
  reference: ReferenceData,
): Promise<CredentialExamination> {
  const [jwt, ...more] = attached;
  if (jwt === undefined) return withoutFacts((check) => notPossible(check, 'no_credential'));
  if (more.length > 0) return withoutFacts((check) => failed(check, 'several_credentials'));
  if (reference.keySet === undefined) return withoutFacts((check) => notPossible(check, 'keys_not_known'));
  const verified = await verifyJwt(jwt, reference.keySet, { kind: 'JWT', purpose: 'credential' });
  if (!verified.ok) return signatureFailed(REASONS[verified.flaw]);
  const credential = CREDENTIAL.safeParse(verified.claims).data;
  const facts = credential && factsOf(credential);
  if (credential === undefined || facts === undefined)
    return signatureFailed('credential_contradicts_itself');
  return {
    rows: [
      passed('credential_signature'),
      await statusRow(facts.statusList, reference),
      termRow(credential, reference),
    ],
    credential: facts,
  };
}

/** Checks the status. Only a signed list with the name in the credential counts. */
async function statusRow(
  { address, index }: CredentialFacts['statusList'],
  { keySet, statusList, now }: ReferenceData,
): Promise<CheckRow> {
  if (statusList === undefined || keySet === undefined)
    return notPossible('credential_status', 'status_list_not_asked');
  const verified = await verifyJwt(statusList, keySet, { kind: 'vc+jwt', purpose: 'credential' });
  const list = verified.ok ? STATUS_LIST.safeParse(verified.claims).data : undefined;
  // An old list would hide what was revoked since.
  const isCurrent = list !== undefined && list.id === address && Date.parse(now) <= list.exp * 1000;
  const revoked = isCurrent ? isRevoked(list.credentialSubject.encodedList, index) : undefined;
  if (revoked === undefined) return notPossible('credential_status', 'status_list_not_proven');
  return revoked ? failed('credential_status', 'revoked') : passed('credential_status');
}

function termRow({ exp }: Credential, { now }: ReferenceData): CheckRow {
  // `exp` names the last second of validity, which counts to its end.
  const expired = exp !== undefined && Date.parse(now) > exp * 1000 + 999;
  return expired ? failed('credential_term', 'expired') : passed('credential_term');
}

/** Returns the credential's facts, or undefined when the registered claims contradict the credential. */
function factsOf(credential: Credential): CredentialFacts | undefined {
  const { credentialSubject: subject, issuer, credentialStatus: status } = credential;
  const agrees =
    credential.iss === issuer.id &&
    credential.jti === credential.id &&
    credential.sub === subject.id &&
    credential.nbf * 1000 === Date.parse(credential.validFrom) &&
    credential.type.includes('OpenBadgeCredential');
  const certificateId = /\/verify\/([0-9A-Z]{18})$/.exec(credential.id)?.[1];
  const minutes = subject.result.find(({ resultDescription }) =>
    resultDescription.endsWith('-minutes'),
  )?.value;
  if (!agrees || certificateId === undefined || minutes === undefined) return undefined;
  return {
    certificateId,
    holderNames: subject.identifier.filter((i) => i.identityType === 'name').map((i) => i.identityHash),
    title: subject.achievement.name,
    issuerName: issuer.name,
    minutes: Number(minutes),
    period: { from: subject.activityStartDate.slice(0, 10), to: subject.activityEndDate.slice(0, 10) },
    issuedAt: credential.validFrom,
    statusList: { address: status.statusListCredential, index: Number(status.statusListIndex) },
  };
}

const withoutFacts = (
  row: (check: (typeof CREDENTIAL_CHECKS)[number]) => CheckRow,
): CredentialExamination => ({ rows: CREDENTIAL_CHECKS.map(row), credential: null });

/** Without a valid signature, neither status nor term can be checked. */
const signatureFailed = (reason: CheckReason) =>
  withoutFacts((check) =>
    check === 'credential_signature' ? failed(check, reason) : notPossible(check, reason),
  );
