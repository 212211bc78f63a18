import type { Instant } from '../../../domain/calendar-date.ts';
import type { Certificate } from '../../../domain/certificate/certificate.ts';
import {
  isFact,
  type LinkToken,
  linkPolicyOf,
  readLinkToken,
} from '../../../domain/certificate/certificate-link.ts';
import { hasVisibleDocument } from '../../../domain/certificate/in-force.ts';
import { type Issuer, issuerOf, type LinkFact } from '../../../domain/issuer.ts';
import type { CertificateRegister } from '../../../domain/ports/certificate-register.ts';
import type { LinkRegister } from '../../../domain/ports/emails/link-register.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import { Refusal } from '../../../domain/refusal.ts';

export interface LinkOpeningDeps {
  readonly links: Pick<LinkRegister, 'find' | 'countTry' | 'forgetTries'>;
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly now: () => Instant;
}

/** What somebody who has a link sends. */
export interface LinkRequest {
  readonly token: string;
  /** What was typed, where the link asks for facts. */
  readonly facts?: Readonly<Partial<Record<LinkFact, string | undefined>>> | undefined;
}

export type LinkAnswer =
  | { readonly kind: 'opened'; readonly certificate: Certificate }
  | {
      readonly kind: 'asked';
      readonly facts: readonly LinkFact[];
      /** How often the facts may still be tried, after one that was wrong; null before the first. */
      readonly triesLeft: number | null;
    };

/**
 * Opens the certificate of a link, or asks for the facts that its issuer's policy wants typed. A revoked or replaced
 * certificate opens too: its reader is to see what became of it.
 *
 * @throws Refusal NOT_FOUND, the same for a link that never was, has ended, was withdrawn or is used up, and for a
 * certificate that was erased.
 */
export async function openLink({ token, facts }: LinkRequest, deps: LinkOpeningDeps): Promise<LinkAnswer> {
  const read = readLinkToken(token);
  if (read === undefined) throw nothingThere();
  const [link, certificate] = await Promise.all([
    deps.links.find(read),
    deps.register.find(read.certificateId),
  ]);
  const isOpen = link !== undefined && link.expiresAt > deps.now();
  if (!isOpen || certificate === undefined || !hasVisibleDocument(certificate)) throw nothingThere();
  const policy = linkPolicyOf(issuerOf(deps.issuers, certificate.issuerId));
  if (!policy.enabled) throw nothingThere();
  if (policy.facts === undefined) return { kind: 'opened', certificate };
  if (facts === undefined) return { kind: 'asked', facts: policy.facts, triesLeft: null };
  return tryFacts(read, certificate, { asked: policy.facts, typed: facts }, deps);
}

/** Counts the try before it compares: many at once get no more tries than one after the other. */
async function tryFacts(
  token: LinkToken,
  certificate: Certificate,
  {
    asked,
    typed,
  }: { readonly asked: readonly LinkFact[]; readonly typed: NonNullable<LinkRequest['facts']> },
  { links, ledger }: LinkOpeningDeps,
): Promise<LinkAnswer> {
  const triesLeft = await links.countTry(token);
  if (triesLeft === undefined) throw nothingThere();
  const [volunteer] = await ledger.volunteers([certificate]);
  const holder = certificate.snapshot?.holder;
  const areRight =
    volunteer !== undefined &&
    holder !== undefined &&
    asked.every((fact) => isFact(fact, typed[fact] ?? '', holder, volunteer));
  if (!areRight) return { kind: 'asked', facts: asked, triesLeft };
  await links.forgetTries(token);
  return { kind: 'opened', certificate };
}

const nothingThere = () =>
  new Refusal(
    'NOT_FOUND',
    'This link opens nothing: it has ended, was withdrawn or used up, or is not complete.',
  );
