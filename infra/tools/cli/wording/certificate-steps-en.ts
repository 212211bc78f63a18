/** The messages about steps of certificates and links to them, in English. */
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
};
