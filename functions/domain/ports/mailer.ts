/** An e-mail to one recipient, in plain text and HTML. */
export interface Email {
  readonly to: string;
  /** Never says whom it is about. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for the same letter, however often it is handed in: mail programs fold repetitions by it. */
  readonly reference: string;
}

/** Takes letters; a letter it has taken will be delivered. */
export interface Mailer {
  send(email: Email): Promise<void>;
}
