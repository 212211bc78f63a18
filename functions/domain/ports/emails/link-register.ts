import type { CertificateLink, LinkToken } from '../../certificate/certificate-link.ts';

/** Stores the links that open a certificate without an account. */
export interface LinkRegister {
  /** Stores a link. The oldest of the certificate end, so that no more than five work. */
  add(link: CertificateLink): Promise<void>;
  /** Returns a link, read consistently; undefined where there is none, or none any more. */
  find(token: LinkToken): Promise<CertificateLink | undefined>;
  /** Counts a try at the facts that a link asks for. Returns how many are left; undefined where none was left before. */
  countTry(token: LinkToken): Promise<number | undefined>;
  /** Forgets the tries of a link whose facts were right. */
  forgetTries(token: LinkToken): Promise<void>;
  /** Deletes every link of a certificate, one by one; safe to repeat. Returns how many there were. */
  withdraw(certificateId: string): Promise<number>;
}
