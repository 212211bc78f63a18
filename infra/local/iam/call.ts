/** What a request does to one resource, as IAM names it. A request may hold several. */
export interface Call {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** The ARN of the resource. */
  readonly resource: string;
  /** The values of condition keys; a key that the request doesn't have is left out. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Returns a call in the words of AWS's messages. */
export const callText = ({ action, resource }: Call): string => `perform: ${action} on resource: ${resource}`;
