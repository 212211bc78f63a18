import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { createBatch, listBatchItems } from '../../../../functions/routes/batches.ts';
import { getDocument, listCertificates } from '../../../../functions/routes/issuing.ts';
import * as ledger from '../../../../functions/routes/ledger.ts';
import { revokeCertificate } from '../../../../functions/routes/lifecycle.ts';
import { verifyCertificate } from '../../../../functions/routes/verification.ts';
import { waitForBatch } from '../api/batches.ts';
import { awaitedImports, importFile, releaseImport } from '../api/import-file.ts';
import { poll } from '../api/poll.ts';
import { download } from '../api/transfer.ts';
import { examinedFile } from '../files/examine-file.ts';
import { saveStream } from '../files/save-stream.ts';
import { reasonText } from '../output/reason-text.ts';
import type { Session } from '../session/session.ts';
import { type SmokeSet, writeSmokeSet } from './smoke-set.ts';
import { type Steps, Unexpected, within } from './steps.ts';

/** How long a machine may take for a step, and how long a person may take to release the import. */
const MACHINE_SECONDS = 180;
const PERSON_SECONDS = 900;
/** A revocation is seen everywhere within ten seconds; the rest is the way there. */
const REVOCATION_SECONDS = 15;

/** What a run works with. */
export interface SmokeDeps {
  readonly session: Session;
  readonly issuerId: string;
  /** Who releases the import; undefined where a person does it elsewhere, whom `askToRelease` asks. */
  readonly second: Session | undefined;
  readonly askToRelease: (importId: string) => void;
  /** Rings an alarm; returns which. */
  readonly ring: () => Promise<string>;
  readonly steps: Steps;
}

/** What a run left behind; undefined is what it didn't come to. */
export interface Left {
  readonly opportunityId: string;
  readonly volunteerId: string;
  readonly certificateId: string | undefined;
  readonly isRevoked: boolean;
  /** Imports whose records are still there. */
  readonly importIds: readonly string[];
}

/**
 * Lets one synthetic certificate live from its import to its revocation, then undoes what can be undone, and rings an
 * alarm. The first step that fails ends the certificate's life; the tidying and the alarm follow in any case.
 */
export async function runSmoke(deps: SmokeDeps): Promise<Left> {
  const folder = await mkdtemp(join(tmpdir(), 'tawtheeq-smoke-'));
  try {
    const set = await writeSmokeSet(folder, deps.issuerId, new Date());
    const life = new CertificateLife(deps, set, join(folder, 'certificate.pdf'));
    const { steps } = deps;
    const isThrough =
      (await steps.take('signIn', () => life.signIn())) &&
      (await steps.take('import', () => life.importSet())) &&
      (await steps.take('release', () => life.release())) &&
      (await steps.take('issue', () => life.issue())) &&
      (await steps.take('verify', () => life.verify())) &&
      (await steps.take('verifyFile', () => life.verifyFile())) &&
      (await steps.take('revoke', () => life.revoke())) &&
      (await steps.take('verifyRevoked', () => life.verifyRevoked()));
    if (life.hasRecords) await steps.take('tidy', () => life.tidy(isThrough));
    await steps.take('alarm', deps.ring);
    return life.left();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class CertificateLife {
  readonly #deps: SmokeDeps;
  readonly #set: SmokeSet;
  readonly #file: string;
  readonly #importIds: string[] = [];
  #hoursImport = '';
  #awaited: readonly string[] = [];
  #certificateId: string | undefined;
  #isRevoked = false;

  constructor(deps: SmokeDeps, set: SmokeSet, file: string) {
    this.#deps = deps;
    this.#set = set;
    this.#file = file;
  }

  get hasRecords(): boolean {
    return this.#importIds.length > 0;
  }

  left(): Left {
    const { opportunityId, volunteerId } = this.#set;
    return {
      opportunityId,
      volunteerId,
      certificateId: this.#certificateId,
      isRevoked: this.#isRevoked,
      importIds: this.#importIds,
    };
  }

  /** Reads what only the role may read, since a token alone proves nothing. */
  async signIn(): Promise<string> {
    const { session, issuerId } = this.#deps;
    await this.#api.call(listCertificates, { query: { issuer: issuerId, limit: 1 } });
    return this.#words.signedIn(issuerId, session.api.baseUrl);
  }

  async importSet(): Promise<string> {
    const isLate = this.#limit();
    for (const file of this.#set.files) {
      const { issuerId } = this.#deps;
      const report = await importFile(this.#api, file, { issuerId, onProgress: isLate });
      if (report.state !== 'imported') {
        const [problem] = report.problems;
        throw new Unexpected(
          this.#words.notImported(
            report.importId,
            problem === undefined ? report.state : `${problem.column} “${problem.value}”: ${problem.message}`,
          ),
        );
      }
      this.#importIds.push(report.importId);
      this.#hoursImport = report.importId;
      this.#awaited = awaitedImports(report);
    }
    return this.#words.imported(this.#set.opportunityId);
  }

  async release(): Promise<string> {
    const { second, askToRelease } = this.#deps;
    for (const importId of this.#awaited) {
      if (second !== undefined) await releaseImport(second.api, importId, this.#limit());
      else askToRelease(importId);
      const isLate = within(second === undefined ? PERSON_SECONDS : MACHINE_SECONDS, this.#words.tooLong);
      const path = { id: importId };
      const report = await poll(
        () => this.#api.call(ledger.getImport, { path }),
        ({ state }) => state === 'released',
        isLate,
      );
      if (report.state !== 'released') throw new Unexpected(report.state);
    }
    return this.#words.released;
  }

  async issue(): Promise<string> {
    const { session, issuerId } = this.#deps;
    const { opportunityId, volunteerId } = this.#set;
    const { batchId } = await this.#api.call(createBatch, {
      body: {
        opportunityIds: [opportunityId],
        volunteerIds: [volunteerId],
        issuerId,
        dryRun: false,
        notify: false,
      },
    });
    const { state } = await waitForBatch(this.#api, batchId, { onProgress: this.#limit() });
    for await (const item of this.#api.list(listBatchItems, { path: { id: batchId } })) {
      if (item.outcome !== 'issued' || item.certificateId === undefined)
        throw new Unexpected(
          this.#words.notIssued(batchId, reasonText(item, session.messages) || item.outcome),
        );
      this.#certificateId = item.certificateId;
      return displayId(item.certificateId);
    }
    throw new Unexpected(session.messages.batchStopped(batchId, state));
  }

  async verify(): Promise<string> {
    const answer = await this.#api.call(verifyCertificate, { path: { id: this.#id } });
    if (answer.result !== 'valid') throw this.#answered(answer.result);
    return this.#result(answer.result);
  }

  /** The status list in which a certificate is new is signed within a minute. */
  async verifyFile(): Promise<string> {
    const link = await this.#api.link(getDocument, { path: { id: this.#id } });
    const { bytes } = await saveStream(await download(link), this.#file);
    const { result } = await poll(
      () => examinedFile(this.#deps.session, this.#file, {}),
      (examined) => examined.result !== 'unavailable',
      this.#limit(),
    );
    if (result !== 'valid') throw this.#answered(result);
    return this.#words.fileChecked(this.#result(result), bytes);
  }

  async revoke(): Promise<string> {
    await this.#api.call(revokeCertificate, {
      path: { id: this.#id },
      body: { reasonCode: 'issued_in_error', note: this.#words.note },
    });
    this.#isRevoked = true;
    return displayId(this.#id);
  }

  async verifyRevoked(): Promise<string> {
    const isLate = within(REVOCATION_SECONDS, this.#words.seenTooLate);
    await poll(
      () => this.#api.call(verifyCertificate, { path: { id: this.#id } }),
      ({ result }) => result === 'revoked',
      isLate,
    );
    const { result } = await examinedFile(this.#deps.session, this.#file, {});
    if (result !== 'revoked') throw this.#answered(result);
    return this.#result(result);
  }

  /**
   * Revokes what is still in force, and withdraws the imports: all of them, or of the hours alone where a certificate
   * names the volunteer and the opportunity.
   */
  async tidy(isThrough: boolean): Promise<string> {
    if (!isThrough && this.#certificateId !== undefined && !this.#isRevoked) await this.revoke();
    const undone = this.#certificateId === undefined ? this.#importIds.toReversed() : [this.#hoursImport];
    for (const importId of undone) {
      const path = { id: importId };
      await this.#api.call(ledger.withdrawImport, { path });
      const { state } = await poll(
        () => this.#api.call(ledger.getImport, { path }),
        (report) => report.state !== 'withdrawing',
        this.#limit(),
      );
      if (state !== 'withdrawn') throw new Unexpected(this.#words.notWithdrawn(importId));
      this.#importIds.splice(this.#importIds.indexOf(importId), 1);
    }
    return this.#words.withdrawn;
  }

  get #api() {
    return this.#deps.session.api;
  }

  get #words() {
    return this.#deps.session.messages.smoke;
  }

  get #id(): string {
    if (this.#certificateId === undefined) throw new Error('A step came before the one that issues');
    return this.#certificateId;
  }

  #limit(): () => void {
    return within(MACHINE_SECONDS, this.#words.tooLong);
  }

  #result(result: string): string {
    return this.#deps.session.messages.results[result] ?? result;
  }

  #answered(result: string): Unexpected {
    return new Unexpected(this.#words.answered(displayId(this.#id), this.#result(result)));
  }
}
