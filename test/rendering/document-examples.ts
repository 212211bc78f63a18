import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';

/** The shipped designs. */
export const DESIGNS = ['course@1', 'joint@1', 'participation@1', 'team@1'];

/** A text in the form of a credential. */
export const CREDENTIAL = 'eyJhbGciOiJFUzI1NiJ9.eyJ2YyI6e319.c2lnbmF0dXJl';

/** Returns the snapshot of an example of a design, with a partner where the design shows one. */
export function example(design: string): CertificateSnapshot {
  return exampleSnapshot(design, { partners: design.startsWith('joint') ? 1 : 0 });
}
