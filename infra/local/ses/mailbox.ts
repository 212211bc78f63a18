import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A mail as it would have left the building. */
export interface Email {
  readonly emailId: string;
  readonly sentAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
}

/** The folder that takes every mail the product sends, one JSON file each, in the order of their names. */
export class Mailbox {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  keep(email: Omit<Email, 'emailId' | 'sentAt'>, now: Date): Email {
    const sentAt = now.toISOString();
    const kept = { emailId: `${sentAt.replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}`, sentAt, ...email };
    const file = path.join(this.#directory, `${kept.emailId}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return kept;
  }

  /** Newest first. */
  list(): Email[] {
    return readdirSync(this.#directory)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse()
      .map((name) => JSON.parse(readFileSync(path.join(this.#directory, name), 'utf8')));
  }

  find(emailId: string): Email | undefined {
    return this.list().find((email) => email.emailId === emailId);
  }
}
