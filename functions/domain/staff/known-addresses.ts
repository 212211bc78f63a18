import { sameContent } from '../import/same-content.ts';
import { Refusal } from '../refusal.ts';

/** An address under which somebody worked for the issuer, and whether by links. */
export interface FormerAddress {
  readonly email: string;
  readonly byLink?: true;
  /** The identity provider's subject of who had signed in with it. */
  readonly subject?: string;
}

interface Addressed extends Omit<FormerAddress, 'subject'> {
  readonly personId: string;
  readonly subject: string | null;
}

/** Whose addresses an issuer knows. */
interface KnownAddresses {
  readonly people: readonly Addressed[];
  readonly formerAddresses: readonly FormerAddress[];
}

/**
 * Requires that an address works in one way for an issuer, for good: with an account, or by links. Accounts are known by
 * their subject and links by their address, so that one person with both would count as two, and could approve by link
 * what the account recorded.
 *
 * @throws Refusal STATE_CONFLICT
 */
export function requireOneWay(
  { people, formerAddresses }: KnownAddresses,
  { email, byLink }: FormerAddress,
): void {
  const known = [...people, ...formerAddresses].filter((one) => one.email === email);
  if (known.every((one) => one.byLink === byLink)) return;
  throw new Refusal(
    'STATE_CONFLICT',
    byLink
      ? 'With this address somebody works, or worked, for the issuer with an account, and approves hours by signing in.'
      : 'With this address somebody approves, or approved, hours by link; an account needs another address.',
  );
}

/** Returns the former addresses, with that of a person who is being removed. */
export function formerAddressesWith(
  { people, formerAddresses }: KnownAddresses,
  personId: string,
): readonly FormerAddress[] {
  const person = people.find((one) => one.personId === personId);
  if (person === undefined) return formerAddresses;
  const { email, byLink, subject } = person;
  const former = { email, ...(byLink ? { byLink } : {}), ...(subject === null ? {} : { subject }) };
  return formerAddresses.some((one) => sameContent(one, former))
    ? formerAddresses
    : [...formerAddresses, former];
}

/** Whether an account works for the issuer, or has worked for it. */
export const hasWorkedFor = ({ people, formerAddresses }: KnownAddresses, subject: string): boolean =>
  [...people, ...formerAddresses].some((one) => one.subject === subject);
