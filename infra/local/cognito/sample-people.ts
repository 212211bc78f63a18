/** Somebody of the sample, who can be chosen on the sign-in page. */
export interface SamplePerson {
  readonly email: string;
  /** What this person does, in a few words. */
  readonly description: string;
}

/** People of the sample cluster, whose records the first start loads. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { email: 'rw-0001@example.org', description: 'A volunteer with certificates, and more to claim' },
  { email: 'rw-0002@example.org', description: 'A volunteer' },
];
