import { sameContent } from '../import/same-content.ts';
import { Refusal } from '../refusal.ts';

/** An address that works in one way. */
interface OneWay {
  readonly email: string;
  readonly byLink?: true;
}

/** An address under which somebody worked for the issuer, and whether by links. */
export interface FormerAddress extends OneWay {
  /** Names the person in lists of what was done, for good. */
  readonly name: string;
  /** The identity provider's subject of who had signed in with it. */
  readonly subject?: string;
  /** By which records name who approved by links. */
  readonly personId?: string;
}

interface Addressed extends OneWay {
  readonly name: string;
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
export function requireOneWay({ people, formerAddresses }: KnownAddresses, { email, byLink }: OneWay): void {
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
  const { email, name, byLink, subject } = person;
  const former = {
    email,
    name,
    ...(byLink ? { byLink, personId } : {}),
    ...(subject === null ? {} : { subject }),
  };
  return formerAddresses.some((one) => sameContent(one, former))
    ? formerAddresses
    : [...formerAddresses, former];
}

/** Whether an account works for the issuer, or has worked for it. */
export const hasWorkedFor = ({ people, formerAddresses }: KnownAddresses, subject: string): boolean =>
  [...people, ...formerAddresses].some((one) => one.subject === subject);

/**
 * Returns the names of those by whom records of the issuer may say that something was done, whether they work for it or
 * did once: of an account by its subject, of who approves by links by the person's ID.
 */
export const namesOfPeople = ({
  people,
  formerAddresses,
}: KnownAddresses): readonly { readonly subject: string; readonly name: string }[] =>
  [...formerAddresses, ...people].flatMap(({ name, byLink, personId, subject }) => {
    const by = byLink ? personId : subject;
    return by ? [{ subject: by, name }] : [];
  });
