/** Where CloudFront takes web ACLs and certificates from, and AWS keeps what has no region of its own. */
export const GLOBAL_REGION = 'us-east-1';

/** What a deployment is given. */
export interface Stage {
  /** The AWS account, twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Where the public finds the service, without a slash at the end. It is printed on every certificate. */
  readonly publicBaseUrl: `https://${string}`;
  /** The certificate of that address in AWS Certificate Manager, in us-east-1 as CloudFront demands. */
  readonly certificateArn: `arn:aws:acm:us-east-1:${string}`;
  /** The sender's address of emails; SES asks its owner to confirm it. */
  readonly mailFrom: string;
  /** Begins the address of the sign-in pages: `<prefix>.auth.<region>.amazoncognito.com`. */
  readonly signInPrefix: string;
  /**
   * Whether the user pool sends its codes from `mailFrom` as well; Cognito alone sends 50 emails a day. Left out at the
   * first deployment: Cognito refuses a domain that SES hasn't confirmed yet.
   */
  readonly codesThroughSes?: true;
  /**
   * Whether the identity provider that is federated with the user pool asks staff for a second factor itself. Roles of
   * accounts that come from it then need none of the pool; those of the pool's own accounts still do.
   */
  readonly federationHasSecondFactor?: true;
  /**
   * Identity providers that are federated with the user pool, by their names there: the sign-in pages offer them beside
   * codes by email.
   */
  readonly signInProviders?: readonly string[];
  /** Who gets the alarms. */
  readonly alarmEmail: string;
  /** The account's quota of concurrent executions of Lambda: 10 if it is new. */
  readonly concurrentExecutions: 10 | 1000;
}

/**
 * Your deployments by name: `npx cdk deploy --all -c stage=production`. Without a name the stacks are those of the
 * embedded cloud, which deploying refuses.
 */
export const STAGES: Readonly<Record<string, Stage>> = {};

/** The stage without settings: what the embedded cloud runs. */
export const SAMPLE = 'sample';

/** Returns a deployment's settings; undefined for the sample. @throws where there is no deployment with this name */
export function stageNamed(name: string, stages = STAGES): Stage | undefined {
  if (name === SAMPLE) return undefined;
  const stage = stages[name];
  if (stage === undefined)
    throw new Error(
      `There is no stage ${name}: describe it in infra/stages.ts. There are: ${[SAMPLE, ...Object.keys(stages)].join(', ')}.`,
    );
  return stage;
}
