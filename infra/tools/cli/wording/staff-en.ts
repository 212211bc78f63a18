import type { JournalAct } from '../../../../functions/domain/journal-act.ts';
import { STAFF_ROLES } from '../../../../functions/domain/staff/roles.ts';
import journal from '../../../../templates/pages/console/journal.en.json' with { type: 'json' };
import { APPROVALS_EN } from './approvals-en.ts';
import { DEPLOY_CHECK_EN } from './deployment/deploy-check-en.ts';
import { SMOKE_EN } from './deployment/smoke-en.ts';
import { LOGIN_EN } from './login-en.ts';
import { PARTNERS_EN } from './partners-en.ts';

/** The messages about staff and partners: kill switches, the journal, joint opportunities, in English. */
export const STAFF_EN = {
  ...PARTNERS_EN,
  ...APPROVALS_EN,
  ...LOGIN_EN,
  smoke: SMOKE_EN,
  deployCheck: DEPLOY_CHECK_EN,
  notARole: (value: string) => `"${value}" is not a role: ${STAFF_ROLES.join(', ')} or volunteer:ID`,
  theService: 'the service',
  theVolunteer: (volunteerId: string) => `the volunteer ${volunteerId}`,
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
  accountNeeded: (reason: string) =>
    `this needs the AWS account (${reason}): set AWS_REGION, and AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
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
  acts: journal.acts satisfies Readonly<Record<JournalAct, string>> as Readonly<Record<string, string>>,
};
