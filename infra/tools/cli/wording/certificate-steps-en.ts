import deliveries from '../../../../templates/pages/console/deliveries.en.json' with { type: 'json' };

/** The messages about steps of certificates, links to them, emails about them and searches for them, in English. */
export const CERTIFICATE_STEPS_EN = {
  correctionWaits: (id: string, correctionId: string) =>
    `${id}: another name than it bears; it waits for an approver\nApprove: npx tawtheeq corrections approve ${correctionId}`,
  revoked: (id: string) => `${id}: revoked`,
  suspended: (id: string) => `${id}: suspended`,
  reinstated: (id: string) => `${id}: in force again`,
  erased: (id: string) => `${id}: erased; its public answer is "unknown" from now on`,
  linkHint: (end: string) =>
    `It opens this one certificate without an account until ${end}. Give it to the holder and nobody else.`,
  linkAsks: (facts: string) => `Whoever opens it types ${facts}.`,
  linkFacts: {
    volunteerId: 'the volunteer ID',
    birthYear: 'the year of birth',
    familyName: 'the family name',
  },
  linksWithdrawn: (id: string, count: number) => `${id}: links withdrawn: ${count}`,
  deliveries,
  emailHeadings: ['certificate', 'volunteer', 'holder', 'state', 'why', 'since'],
  emailsEmpty: 'Every email about a certificate has arrived, or is on its way.',
  emailAgain: (id: string) => `${id}: the email is sent again within a few minutes`,
  foundHeadings: ['volunteer', 'issuer', 'name (Arabic)', 'name (English)'],
  foundMore: (shown: number, total: number) => `${shown} of ${total} shown; --limit N shows more.`,
};
