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

const EXTENSION = '.json';

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
    const file = this.#fileOf(stored.emailId);
    writeFileSync(`${file}.new`, JSON.stringify(stored, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return stored;
  }

  /** Returns the IDs of all emails, newest first. */
  ids(): string[] {
    return readdirSync(this.#directory)
      .filter((name) => name.endsWith(EXTENSION))
      .map((name) => name.slice(0, -EXTENSION.length))
      .sort()
      .reverse();
  }

  /** Returns the newest emails, newest first; all of them unless a number is given. Each is read with its pictures. */
  list(atMost = Number.POSITIVE_INFINITY): Email[] {
    return this.ids()
      .slice(0, atMost)
      .map((emailId) => this.#read(emailId));
  }

  /** Returns the email with this ID, or undefined. */
  find(emailId: string): Email | undefined {
    return this.ids().includes(emailId) ? this.#read(emailId) : undefined;
  }

  #fileOf(emailId: string): string {
    return path.join(this.#directory, `${emailId}${EXTENSION}`);
  }

  #read(emailId: string): Email {
    return JSON.parse(readFileSync(this.#fileOf(emailId), 'utf8'));
  }
}
