/** An email to one recipient, in plain text and HTML. */
export interface Email {
  readonly to: string;
  /** Names no person: subjects show on locked screens. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What `reference` is: the ID of a certificate, or that of a matter of staff. */
  readonly about: 'certificate' | 'staff';
  /** A picture inside the HTML. */
  readonly picture?: InlinePicture | undefined;
  /** The same for every try of the same email, so that mail programs can fold duplicates together. */
  readonly reference: string;
}

/** A picture that the email carries itself: its HTML shows it as `cid:` and its ID, and no address is public. */
export interface InlinePicture {
  readonly contentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly description: string;
}

/** Sends emails. */
export interface Mailer {
  /** Returns once the mail service has accepted the email. A repeated call sends it again. */
  send(email: Email): Promise<void>;
}
