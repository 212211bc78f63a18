/** An email to one recipient, in plain text and HTML. */
export interface Email {
  readonly to: string;
  /** Names no person: subjects show on locked screens. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What `reference` is: the ID of a certificate, or that of a matter of staff. */
  readonly about: 'certificate' | 'staff';
  /** The same for every try of the same email, so that mail programs can fold duplicates together. */
  readonly reference: string;
}

/** Sends emails. */
export interface Mailer {
  /** Returns once the mail service has accepted the email. A repeated call sends it again. */
  send(email: Email): Promise<void>;
}
