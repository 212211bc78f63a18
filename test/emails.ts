import type { EmailContent, EmailOccasion } from '../functions/domain/certificate/email-occasion.ts';
import { issuerOf } from '../functions/domain/issuer.ts';
import type { Email } from '../functions/domain/ports/mailer.ts';
import { loadEmailWording } from '../functions/pages/email/email-words.ts';
import { holderEmail } from '../functions/pages/email/holder-email.ts';
import { loadIssuers } from '../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../functions/runtime/wiring/templates-directory.ts';
import { snapshotOf } from './certificates.ts';

export const WORDING = loadEmailWording(templatesDirectory());
export const ISSUERS = loadIssuers(templatesDirectory());

/** One of each kind. */
export const OCCASIONS: readonly EmailOccasion[] = [
  { kind: 'issued' },
  { kind: 'replaced' },
  { kind: 'corrected' },
  { kind: 'revoked', day: '2025-08-01', reasonCode: 'hours_corrected' },
  { kind: 'suspended', day: '2025-08-01' },
  { kind: 'reinstated', day: '2025-08-02' },
  { kind: 'rejected', note: 'The name is that of the identity card.' },
  { kind: 'link' },
];

/** Returns an email about an invented certificate. */
export function emailOf(change: Partial<EmailContent> = {}): Email {
  const snapshot = change.snapshot ?? snapshotOf();
  return holderEmail(
    {
      to: 'noura@example.org',
      language: null,
      occasion: { kind: 'issued' },
      snapshot,
      issuer: issuerOf(ISSUERS, snapshot.issuers[0].issuerId),
      link: {
        url: `https://verify.example.org/my#${snapshot.certificateId}${'0a'.repeat(16)}`,
        expiresAt: '2025-08-19T09:30:00.000Z',
        asks: [],
      },
      baseUrl: 'https://verify.example.org',
      picture: undefined,
      reference: snapshot.certificateId,
      ...change,
    },
    WORDING,
  );
}
