import * as z from 'zod/mini';
import { ISSUER_ROLES, STAFF_ROLES } from '../../domain/staff/roles.ts';
import {
  described,
  emailAddress,
  identifier,
  instant,
  instantOrNull,
  text,
  textOrNull,
  titled,
} from './fields.ts';

/** The issuer that a request is about; needed where the caller administers several. */
const issuerId = described(
  z.optional(identifier),
  'The issuer; needed where several are in the caller’s scope',
);

const roles = z.array(z.enum(ISSUER_ROLES));

/** A person who works for an issuer, or an invitation that waits for a second person. */
export const member = titled(
  'Member',
  z.strictObject({
    id: text,
    issuerId: text,
    state: described(
      z.enum(['active', 'awaiting_approval']),
      '`awaiting_approval`: for the approval of a second person; the roles don’t count yet',
    ),
    name: text,
    email: text,
    roles,
    since: instant,
    invitedBy: described(z.string(), 'Subject (`sub`) of the identity provider, or `operator`'),
    approvedBy: described(
      textOrNull,
      'The second person; null where none was needed, or none has approved it',
    ),
    subject: described(textOrNull, 'Null before the first sign-in'),
    byLink: described(
      z.boolean(),
      'Has no account, and approves hours by links that are sent to the address (`POST /hours/requests`)',
    ),
  }),
);

/** A member, and whether an email has told the person. */
export const toldMember = titled(
  'ToldMember',
  z.extend(member, {
    emailed: described(
      z.boolean(),
      'Whether an email was handed in that tells the person; where it is false for one who is `active`, tell the person yourself',
    ),
  }),
);

/** What the caller may do, and for whom. */
export const ownRoles = titled(
  'OwnRoles',
  z.strictObject({
    subject: described(text, 'The caller: subject (`sub`) of the identity provider'),
    issuers: described(
      z.array(z.strictObject({ issuerId: text, roles: z.array(z.enum(STAFF_ROLES)) })),
      'Every issuer for which the caller has a role',
    ),
  }),
);

/** Whom a subject in a record names. */
export const namedPerson = titled('NamedPerson', z.strictObject({ subject: text, name: text }));

export const invitationBody = z.strictObject({
  issuerId,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  email: emailAddress,
  roles: roles.check(z.minLength(1), z.maxLength(ISSUER_ROLES.length)),
  byLink: described(
    z._default(z.boolean(), false),
    'Only as `supervisor`: approves hours without an account, by links that are sent to the address',
  ),
});

/** An issuer's policy on who may act on the same thing. */
export const staffPolicy = titled(
  'Policy',
  z.strictObject({
    issuerId: text,
    makerAndChecker: described(
      z.boolean(),
      'Whether hours need the approval of another person than the one who recorded them; certificates say so where they don’t',
    ),
    changedAt: described(instantOrNull, 'Null where it is that of the issuer’s file'),
    changedBy: textOrNull,
    approvedBy: textOrNull,
    proposal: described(
      z.nullable(z.strictObject({ makerAndChecker: z.boolean(), proposedAt: instant, proposedBy: text })),
      'A change that waits for a second person',
    ),
  }),
);

export const policyBody = z.strictObject({ issuerId, makerAndChecker: z.boolean() });
export const policyApprovalBody = z.strictObject({ issuerId });
