/** An email to one recipient, in plain text and HTML. */
export interface Email {
  readonly to: string;
  /** Names no person: subjects show on locked screens. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What `reference` is: the ID of a certificate, of a matter of staff, or of a decision on a name. */
  readonly about: 'certificate' | 'staff' | 'name';
  /** A picture inside the HTML. */
  readonly picture?: InlinePicture | undefined;
  /** The same for every try of the same email, so that mail programs can fold duplicates together. */
  readonly reference: string;
  /** Which try somebody asked for, from 1; the mail service's reports name it. */
  readonly attempt?: number;
}

/** A picture that the email carries itself: its HTML shows it as `cid:` and its ID, and no address is public. */
export interface InlinePicture {
  readonly contentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly description: string;
}

/** The mail service answered that it doesn't take an email now, so that it was not sent. */
export class EmailNotTaken extends Error {
  override readonly name = 'EmailNotTaken';
}

/** Sends emails. */
export interface Mailer {
  /**
   * Returns once the mail service has accepted the email, or `refused` where it takes no email to this address. A repeated
   * call sends it again.
   *
   * @throws EmailNotTaken where the email was certainly not sent; after any other fault it may have been.
   */
  send(email: Email): Promise<'accepted' | 'refused'>;
}
