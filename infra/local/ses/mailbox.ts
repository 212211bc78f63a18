import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** An email that the product sent. */
export interface Email {
  readonly emailId: string;
  readonly sentAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  /** What the HTML shows as `cid:` and an ID; emails of earlier versions have none. */
  readonly pictures?: readonly InlinePicture[];
}

/** A picture that an email carries. */
export interface InlinePicture {
  readonly contentId: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** The folder of the emails that the product sent: one JSON file each, whose name begins with the time. */
export class Mailbox {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Stores an email. */
  store(email: Omit<Email, 'emailId' | 'sentAt'>, now: Date): Email {
    const sentAt = now.toISOString();
    const stored = {
      emailId: `${sentAt.replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}`,
      sentAt,
      ...email,
    };
    const file = path.join(this.#directory, `${stored.emailId}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(stored, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return stored;
  }

  /** Returns all emails, newest first. */
  list(): Email[] {
    return readdirSync(this.#directory)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse()
      .map((name) => JSON.parse(readFileSync(path.join(this.#directory, name), 'utf8')));
  }

  /** Returns the email with this id, or undefined. */
  find(emailId: string): Email | undefined {
    return this.list().find((email) => email.emailId === emailId);
  }
}
