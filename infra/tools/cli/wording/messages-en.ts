import type { Problem } from '../../../../functions/client/api-errors.ts';
import { BATCHES_EN } from './batches-en.ts';
import { CERTIFICATE_STEPS_EN } from './certificate-steps-en.ts';
import { MAPPING_EN } from './mapping-en.ts';
import { RELEASE_EN } from './release-en.ts';
import { STAFF_EN } from './staff-en.ts';
import { WITHDRAWAL_EN } from './withdrawal-en.ts';

/** A request that the service refused: its address, and the fields of the problem document. */
export interface RefusedRequest {
  readonly address: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

type Names = Readonly<Record<string, string>>;

/** The messages of the command line, in English. */
export const MESSAGES_EN = {
  ...BATCHES_EN,
  ...MAPPING_EN,
  ...STAFF_EN,
  ...WITHDRAWAL_EN,
  ...RELEASE_EN,
  ...CERTIFICATE_STEPS_EN,
  usageMistake: (what: string) => what,
  tryHelp: (command: string) => `See: ${command} --help`,
  unreachable: (url: string, reason: string, isHere: boolean) =>
    `could not reach ${url} (${reason}): ${isHere ? 'is it running? Start it with "npm start", or name another with --url' : 'check the address and your network, and try again'}`,
  fault: (url: string, reason: string, _problem: Problem) =>
    `${url} could not answer (${reason}): try again, and contact its operator if it persists`,
  tokenNeeded: (url: string) =>
    `${url} is not an embedded cloud, so sign in first with "tawtheeq login --url ${url}", or give a token with --token or TAWTHEEQ_TOKEN`,
  tokenRefused:
    'the token is not accepted (wrong, expired, or for another service): give a new one with --token',
  /** The reason of a refusal. In English, the service's own message. */
  refused: (_code: string | undefined, message: string, _request: RefusedRequest) => message,
  forbidden: (what: string) => `${what}: the token's role or issuers do not allow this`,
  unexpected: (what: string) => `unexpected error: ${what} (TAWTHEEQ_DEBUG=1 shows where)`,
  notADate: (value: string) => `"${value}" is not a day: write it as 2025-06-30`,
  notAnAddress: (option: string, value: string) =>
    `${option} "${value}" is not the address of a service: write it as http://127.0.0.1:8080 or https://verify.example.org`,
  notALoopback: (url: string) => `${url} is not an embedded cloud: tokens are made only there`,
  endsBeforeItBegins: (from: string, to: string) => `--from ${from} is later than --to ${to}`,
  notOneOf: (value: string, allowed: string) => `"${value}" is not one of: ${allowed}`,
  notANumber: (value: string) => `"${value}" is not a whole number above zero`,
  tooLargeToExamine: (path: string) => `${path}: far larger than any certificate`,
  notAKeySet: (path: string) => `${path}: not a key set as /.well-known/jwks.json gives it`,
  noSuchFile: (path: string) => `${path}: no such file, or it can't be read`,
  templateWritten: (path: string) => `${path}: fill it in below the example, then import it`,
  fileExists: (path: string) => `${path} exists already: name another file with --out`,
  cannotOpen: (path: string, reason: string) => `${path}: can't be opened (${reason})`,
  selectionNeeded: 'select what to issue: --opportunity ID…, or --from DATE --to DATE',
  fromAndTo: '--from and --to go together',
  namesNeeded: 'give --name-ar, --name-en or both',
  aborted: 'nothing was done',
  confirmNeeded: 'no terminal to ask for confirmation: add --yes to issue, or --dry-run to check first',
  yes: /^y(es)?$/i,
  nothingFound: 'Nothing found.',
  nothingMatches: 'Nothing matches. Leave out an option to see more.',
  /** For each empty list, the command that fills it. */
  empty: {
    issuers: 'No issuer is set up yet: each is a file in templates/issuers/ (see templates/README.md).',
    opportunities: 'No opportunities yet. Import them: npx tawtheeq import opportunities.csv',
    volunteers:
      'No volunteers with hours yet. Import them: npx tawtheeq import opportunities.csv volunteers.csv hours.csv',
    certificates:
      'No certificates yet. See who is eligible: npx tawtheeq issue --from DATE --to DATE --dry-run',
    batches: 'No batches yet. Issuing makes one: npx tawtheeq issue --from DATE --to DATE',
    corrections: 'No volunteer has asked for a correction.',
  },
  reportEmpty: (from: string, to: string) =>
    `Nothing to report from ${from} to ${to}: no approved hours, no opportunity that ended, no certificate issued or revoked. Import hours (npx tawtheeq import FILE…), or widen the period.`,
  more: (shown: number) => `${shown} shown; --limit N shows more, --json all of them.`,

  /** The separator of list members. */
  comma: ', ',
  importCounts: { rows: 'rows', new: 'new', changed: 'changed', unchanged: 'unchanged' } as Names,
  importing: (file: string) => `Importing ${file}`,
  imported: (file: string, what: string) => `${file}: imported (${what})`,
  checked: (file: string, what: string) => `${file}: valid, nothing was written (${what})`,
  /** For a dry run of several files: it does not see what the import of the files before would have recorded. */
  checkedApart:
    'Each file is checked by itself against the recorded data: what is only in the other files counts as missing until they are imported.',
  importRefused: (file: string, count: number) => `${file}: refused, nothing was written; problems: ${count}`,
  importNotes: (count: number) => `Notes, which do not stop the import: ${count}`,
  importFailed: (file: string) =>
    `${file}: the import stopped before its end; import the same file again to finish it`,
  problemHeadings: ['worksheet', 'row', 'column', 'value', 'problem', 'what to do'],
  problemsWritten: (path: string) => `Problems written to ${path}`,
  problemsLeftOut: (shown: number, count: number) =>
    `${shown} of ${count} shown; --problems FILE writes the list of them.`,

  reasons: {
    HOURS_INSUFFICIENT: 'not enough hours',
    HOURS_PENDING: 'enough once the pending hours are approved',
    OPPORTUNITY_NOT_ENDED: 'the opportunity has not ended',
    OPPORTUNITY_UNKNOWN: 'no such opportunity',
    VOLUNTEER_UNKNOWN: 'no such volunteer',
    NAME_MISSING_AR: 'no Arabic name',
    NAME_MISSING_EN: 'no English name',
    NAME_NOT_PRINTABLE: "a character of the name can't be printed",
    PARTNER_NOT_AGREED: 'a partner has not accepted this joint opportunity yet',
    DESIGN_NO_ROOM: 'the design has no room for all issuers or signatories',
    ...{ ALREADY_ISSUED: 'issued before', AWARD_LOCKED: 'locked after a fraud' },
    APPROVED_BY_REQUESTER: 'whoever issues the batch approved these hours after it was planned',
    CONSENT_MISSING: "a minor without a guardian's consent",
    HOURS_CONFLICT: 'conflicting hours',
  } as Names,
  hoursBehind: (approved: string, required: string, pending: string | undefined) =>
    `${approved} of ${required} hours${pending === undefined ? '' : `; ${pending} awaiting approval`}`,

  /** States, outcomes, audit actions and the counts of an audit, by the terms of the API. */
  terms: {
    active: 'active',
    planning: 'planning',
    draft: 'draft',
    awaiting_approval: 'awaiting approval',
    running: 'running',
    paused: 'paused',
    done: 'done',
    cancelled: 'cancelled',
    reserved: 'reserved',
    issued: 'issued',
    revoked: 'revoked',
    superseded: 'superseded',
    suspended: 'suspended',
    reinstated: 'reinstated',
    erased: 'erased',
    eligible: 'eligible',
    alreadyIssued: 'already issued',
    refused: 'refused',
    failed: 'failed',
    waiting: 'waiting',
    open: 'open',
    approving: 'being approved',
    approved: 'approved',
    rejected: 'rejected',
    items: 'records',
    timesheets: 'timesheets',
    documents: 'documents',
    batches: 'batches',
  } as Names,
  auditing: (items: number, read: number, documents: number) =>
    `Reading: ${items} records, ${read} of ${documents} documents`,
  auditNeedsNames: (url: string) =>
    `${url} is not an embedded cloud: name --table, --bucket and --record-key, and have AWS credentials that may read them`,
  tracks: {
    therapeutic: 'therapeutic',
    preventive: 'preventive',
    support: 'support',
    research: 'research',
  } as Names,
  notACountry: (code: string) => `--country: ${code} is no country code: write two capital letters, as SA`,
  auditFine: 'Nothing is wrong: every rule holds.',
  auditEmpty:
    'Nothing is recorded yet, so there was nothing to check. Import hours first: npx tawtheeq import FILE…',
  auditWrong: (count: number) => `Findings: ${count}`,
  auditHeadings: ['rule', 'subject', 'finding'],

  results: {
    valid: 'VALID',
    revoked: 'REVOKED',
    superseded: 'REPLACED by a corrected certificate',
    expired: 'EXPIRED',
    suspended: 'SUSPENDED: ask the issuer',
    unknown: 'UNKNOWN: no such certificate was issued',
    malformed: 'NOT A CERTIFICATE ID: look for a typing mistake',
    unavailable: 'COULD NOT BE CHECKED: this says nothing about the certificate; try again',
    throttled: 'COULD NOT BE CHECKED: too many requests; try again in a minute',
  } as Names,
  revocationReasons: {
    issued_in_error: 'issued in error',
    hours_corrected: 'its hours were corrected',
    fraud: 'fraud',
    holder_request: 'at the request of the holder',
  } as Names,
  malformedRules: {
    empty: 'there is no certificate ID in it',
    too_long: 'it is far too long for a certificate ID',
    symbol: 'a symbol in it never occurs in a certificate ID',
    length: 'a certificate ID has 18 letters and digits',
    check_digits: 'its check digits do not fit, so it has a typing mistake',
    several: 'several certificate IDs stand in it; verify each on its own',
    not_found: 'there is no certificate ID in it',
  } as Names,
  otherService: (asked: string, origin: string) =>
    `The address belongs to ${origin}, but ${asked} was asked. Trust only the issuer's own address.`,
  fileResults: {
    valid: 'VALID: this is the issued file of a certificate in force',
    altered: 'ALTERED: this is not the issued file',
    unavailable: 'COULD NOT BE CHECKED completely: try again with the service',
  } as Names,
  labels: {
    certificate: 'certificate',
    state: 'state',
    holder: 'holder',
    opportunity: 'opportunity',
    track: 'track',
    hours: 'hours',
    period: 'period',
    issuedOn: 'issued on',
    validUntil: 'valid until',
    issuer: 'issuer',
    partners: 'together with',
    at: 'at',
    since: 'since',
    reason: 'reason',
    replacement: 'replacement',
    replaces: 'replaces',
    sha256: 'SHA-256',
    sealedBy: 'sealed by',
    checkedAt: 'checked at',
    volunteer: 'volunteer',
    events: 'history',
    batch: 'batch',
    emails: 'emails',
    created: 'created',
    requested: 'requested',
    issued: 'issued',
    alreadyIssued: 'already issued',
    refused: 'refused',
    failed: 'failed',
    left: 'left',
    rate: 'per second',
    timeLeft: 'seconds left',
    by: 'by',
    pausedBy: 'paused by',
    cancelledBy: 'cancelled by',
    note: 'note',
    correctedName: 'corrected to',
    file: 'file',
    rule: 'rule',
    look: 'most likely symbol',
  },
  building: (ready: number, parts: number) => `Building: ${ready} of ${parts} parts ready`,
  downloaded: (path: string, bytes: number) => `${path}: ${bytes} bytes`,
  downloadAltered: (path: string) =>
    `${path} is not written: the downloaded file does not have the recorded SHA-256`,
  stepNeedsYes: 'no terminal to ask for confirmation: add --yes',
  hoursFreed:
    'Its hours are free again: unless they are corrected first, the next issue that covers them issues a new certificate.',
  confirmRevoke: 'Revoke this certificate permanently? [y/N] ',
  confirmReplace:
    'A corrected certificate with a new ID takes its place, and verification answers from then on that this one is replaced. Another name than it bears waits for an approver.\nReplace it? [y/N] ',
  confirmCorrection:
    'A corrected certificate with a new ID takes its place. One letter can make it the name of another person.\nReplace it? [y/N] ',
  confirmErase: 'Erase the personal data of this certificate permanently? [y/N] ',
  rejectionNeedsNote: 'say why with --note: the volunteer reads it',
  correctionHeadings: ['request', 'state', 'certificate', 'Arabic name', 'English name', 'note'],
  correctionDecided: (id: string, approved: boolean) =>
    `${id}: ${approved ? 'approved, and the certificate replaced' : 'rejected'}`,
  replaced: (old: string, id: string) => `${old}: replaced by ${id}`,
  issuerHeadings: ['issuer', 'name (Arabic)', 'name (English)', 'country'],
  opportunityHeadings: [
    'opportunity',
    'issuer',
    'title (Arabic)',
    'title (English)',
    'track',
    'ends',
    'hours',
  ],
  volunteerHeadings: ['volunteer', 'issuer', 'kind', 'name (Arabic)', 'name (English)', 'gender'],
  certificateHeadings: ['certificate', 'state', 'volunteer', 'holder', 'opportunity', 'hours', 'issued'],
  previewed: (directory: string, count: number) => `${directory}: ${count} documents`,
};

/** The messages of the command line; every language has all of them. */
export type Messages = typeof MESSAGES_EN;
