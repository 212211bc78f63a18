/** What is checked: first what is on this machine, then in the order in which docs/deploying.md asks for it. */
export const CHECKS = [
  'stage',
  'issuers',
  'credentials',
  'region',
  'services',
  'cloudfront',
  'certificate',
  'bootstrap',
  'executions',
  'senderDomain',
  'sending',
  'userPool',
  'alarmEmail',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** What was found. `later` is what is only to be done once the stacks are there, or that nobody can ask AWS. */
export interface Finding {
  readonly check: CheckName;
  readonly outcome: 'ok' | 'missing' | 'later' | 'unchecked';
  /** In lines where it is several things. */
  readonly detail: string;
  /** The exact command, or the step in the console, that does it. */
  readonly remedy?: string;
}

/** A finding without the name of its check. */
export type Found = Omit<Finding, 'check'>;

export const ok = (detail: string): Found => ({ outcome: 'ok', detail });
export const missing = (detail: string, remedy: string): Found => ({ outcome: 'missing', detail, remedy });
export const later = (detail: string, remedy: string): Found => ({ outcome: 'later', detail, remedy });
export const unchecked = (detail: string): Found => ({ outcome: 'unchecked', detail });

/** What the findings come to: what is missing outweighs what couldn't be checked. */
export const verdictOf = (findings: readonly Finding[]): 'ok' | 'missing' | 'unchecked' =>
  (['missing', 'unchecked'] as const).find((verdict) =>
    findings.some(({ outcome }) => outcome === verdict),
  ) ?? 'ok';
