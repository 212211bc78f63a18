/** The messages about the release of an import, in English. */
export const RELEASE_EN = {
  howToRelease: (importId: string) =>
    `Hours that the file reports as approved, and names and email addresses that it changes, count once another person releases them: npx tawtheeq release ${importId}`,
  releaseByAnother:
    '--release is for the sample of the embedded cloud, which has a second person. With a token, another person releases the import: npx tawtheeq release IMPORT',
  releaseLabels: {
    recordedBy: 'recorded by',
    entries: 'entries reported as approved',
    hours: 'hours',
    volunteers: 'volunteers',
    opportunities: 'opportunities',
    names: 'volunteers who get another name',
    addresses: 'volunteers who get another email address',
    period: 'days',
    notes: 'notes',
  },
  confirmRelease:
    'These hours, names and email addresses count from then on, and you answer for them as their approver.\nRelease them? [y/N] ',
  releasing: (importId: string) => `Releasing ${importId}`,
  released: (importId: string, entries: number) =>
    `${importId}: released; hours entries that count: ${entries}`,
  releasedBySecondPerson: (importId: string, entries: number) =>
    `${importId}: released by the second person of the sample (a supervisor); hours entries that count: ${entries}`,
  takingBack: (importId: string) => `Taking the release of ${importId} back`,
  takenBack: (importId: string) => `${importId}: its hours wait for a release again`,
  notTakenBack: (importId: string, count: number) =>
    `${importId}: stays released, and nothing was changed; what prevents it: ${count}`,
};
