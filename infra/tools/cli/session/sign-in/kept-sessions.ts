import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';

const keptSession = z.object({
  issuer: z.string(),
  clientId: z.string(),
  /** The email address, or the subject, of whoever signed in. */
  name: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** When the access token ends, in seconds since 1970. */
  expiresAt: z.number(),
});
/** What is kept of a sign-in on this machine, for this user alone. */
export type KeptSession = z.infer<typeof keptSession>;

const file = z.record(z.string(), keptSession);

/**
 * The sessions of this user by the address of the service, in a file that no other user can read: `tawtheeq/sessions.json`
 * in `XDG_CONFIG_HOME` or `~/.config`, on Windows in `APPDATA`.
 */
export class KeptSessions {
  readonly #path: string;

  constructor(environment: NodeJS.ProcessEnv = process.env) {
    const base =
      environment.XDG_CONFIG_HOME ||
      (process.platform === 'win32' && environment.APPDATA) ||
      path.join(homedir(), '.config');
    this.#path = path.join(base, 'tawtheeq', 'sessions.json');
  }

  /** Returns the session with a service; undefined where nobody has signed in. A damaged file holds none. */
  find(url: string): KeptSession | undefined {
    return this.#all()[url];
  }

  keep(url: string, session: KeptSession): void {
    this.#write({ ...this.#all(), [url]: session });
  }

  forget(url: string): void {
    const { [url]: _forgotten, ...others } = this.#all();
    this.#write(others);
  }

  #all(): Readonly<Record<string, KeptSession>> {
    try {
      return file.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return {};
    }
  }

  /** Replaces the file at once, so that a command that reads it meanwhile finds all of it. */
  #write(sessions: Readonly<Record<string, KeptSession>>): void {
    mkdirSync(path.dirname(this.#path), { recursive: true, mode: 0o700 });
    const written = `${this.#path}.${process.pid}`;
    writeFileSync(written, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 });
    chmodSync(written, 0o600);
    renameSync(written, this.#path);
  }
}
