import type { JournalAct } from '../../../../functions/domain/journal-act.ts';
import { APPROVALS_EN } from './approvals-en.ts';
import { LOGIN_EN } from './login-en.ts';
import { PARTNERS_EN } from './partners-en.ts';

/** The messages about staff and partners: kill switches, the journal, joint opportunities, in English. */
export const STAFF_EN = {
  ...PARTNERS_EN,
  ...APPROVALS_EN,
  ...LOGIN_EN,
  halts: {
    issuing: {
      none: 'Issuing is not halted.',
      ofEveryone: 'Issuing is halted for every issuer. To resume it: npx tawtheeq issuing resume --everyone',
      ofIssuer: (issuerId: string) =>
        `Issuing is halted for ${issuerId}. To resume it: npx tawtheeq issuing resume --issuer ${issuerId}`,
    },
    notifications: {
      none: 'Emails are not halted.',
      ofEveryone:
        'Emails are halted for every issuer. To resume them: npx tawtheeq issuing resume --notifications --everyone',
      ofIssuer: (issuerId: string) =>
        `Emails are halted for ${issuerId}. To resume them: npx tawtheeq issuing resume --notifications --issuer ${issuerId}`,
    },
  },
  everyoneOrOne: (everyone: string, one: string) => `Write either ${everyone} or ${one}, not both.`,
  journalHeadings: ['time', 'who', 'act', 'issuers', 'about', 'outcome'],
  journalEmpty: (day: string) => `Nothing is in the journal of ${day} (UTC). Another day: --day YYYY-MM-DD`,
  peopleHeadings: ['person', 'name', 'email', 'roles', 'state', 'issuer'],
  peopleEmpty:
    'Nobody is in the register yet. An operator appoints the first administrator: npx tawtheeq people invite EMAIL --name NAME --role administrator --issuer ISSUER --operator',
  personAdded: (name: string) => `${name} has the roles now.`,
  personEmailed: (email: string) => `An email to ${email} says what to do.`,
  personNotEmailed: (email: string) =>
    `The email to ${email} could not be handed in: tell the person yourself to sign in with this address.`,
  byLinkMark: 'by link',
  personRemoved: (name: string) => `${name} has no roles any more.`,
  invitationWaits: (name: string, id: string) =>
    `The roles of ${name} wait for a second administrator, or an operator where there is one only: npx tawtheeq people approve ${id}`,
  operatorAppoints: (role: string, issuer: string) =>
    `An operator appoints the first administrator of an issuer: write ${role} and ${issuer}.`,
  operatorNeedsTable: (option: string) =>
    `Name the table with ${option}: the output TableName of the deployment.`,
  noSuchIssuer: (issuerId: string) => `No issuer ${issuerId} is configured.`,
  hasAdministrator: (issuerId: string) =>
    `${issuerId} has an administrator, who invites everybody else, or the person is a second person there.`,
  policyOf: (issuerId: string, makerAndChecker: boolean) =>
    makerAndChecker
      ? `${issuerId}: hours need the approval of another person than the one who recorded them.`
      : `${issuerId}: who recorded hours may approve them, and every certificate says so.`,
  policyWaits: (makerAndChecker: boolean, issuerId: string) =>
    `  Asked for: ${makerAndChecker ? 'on' : 'off'}. It waits for a second person: npx tawtheeq policy approve --issuer ${issuerId}`,
  /** Outcomes that aren't the code of a refusal. */
  journalOutcomes: { done: 'done', FAULT: 'fault', unknown: 'no end recorded' },
  acts: {
    search_volunteers: 'searched volunteers',
    read_volunteer: 'looked at a volunteer',
    list_volunteers: 'listed volunteers',
    list_pending_hours: 'looked at pending hours',
    decide_hours: 'decided on hours',
    list_supervisors: 'listed who approves by link',
    ask_approval: 'asked for an approval by link',
    list_approval_requests: 'listed requests for approval',
    read_approval_request: 'read a request for approval',
    withdraw_approval_request: 'withdrew a request for approval',
    open_approval_link: 'opened the link of an approval',
    decide_by_link: 'decided on hours by link',
    begin_import: 'began an import',
    release_import: 'released an import',
    take_back_release: 'took the release of an import back',
    withdraw_import: 'withdrew an import',
    read_import_problems: 'downloaded the problems of an import',
    search_certificates: 'searched certificates',
    list_certificates: 'listed certificates',
    read_certificate: 'read a certificate',
    download_document: 'downloaded a document',
    download_credential: 'downloaded a credential',
    accept_partnership: 'accepted a joint opportunity',
    withdraw_acceptance: 'withdrew the acceptance of a joint opportunity',
    list_partner_certificates: 'listed certificates that bear a partner’s name',
    create_batch: 'created a batch',
    list_batch_items: 'listed the items of a batch',
    pause_batch: 'paused a batch',
    resume_batch: 'resumed a batch',
    cancel_batch: 'cancelled a batch',
    retry_batch: 'retried a batch',
    approve_batch: 'approved a batch',
    download_archive: 'downloaded the documents of a batch',
    download_batch_report: 'downloaded the report of a batch',
    revoke_certificate: 'revoked a certificate',
    suspend_certificate: 'suspended a certificate',
    reinstate_certificate: 'reinstated a certificate',
    erase_certificate: 'erased a certificate',
    replace_certificate: 'replaced a certificate',
    list_name_requests: 'listed names that volunteers ask to be corrected',
    decide_name_request: 'decided on a name',
    hand_out_link: 'handed out a link',
    withdraw_links: 'withdrew the links of a certificate',
    list_corrections: 'listed requests for correction',
    decide_correction: 'decided on a correction',
    halt_issuing: 'halted issuing',
    resume_issuing: 'resumed issuing',
    halt_notifications: 'halted notifications',
    resume_notifications: 'resumed notifications',
    read_audit: 'read audit events',
    read_journal: 'read the journal',
    list_people: 'listed people',
    invite_person: 'invited a person',
    approve_invitation: 'approved an invitation',
    remove_person: 'removed a person',
    propose_policy: 'asked for another policy',
    approve_policy: 'approved another policy',
  } satisfies Readonly<Record<JournalAct, string>> as Readonly<Record<string, string>>,
};
