import { chunksOf } from '../../../domain/chunks-of.ts';
import { type PersonEvidence, personEvidenceOf } from '../../../domain/hours/person-evidence.ts';
import { REGISTRY, type Volunteer, volunteerName } from '../../../domain/hours/volunteer.ts';
import { SeenIds } from '../../../domain/import/seen-ids.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { PersonFingerprint, PersonIndex } from '../../../domain/ports/volunteers/person-index.ts';
import { KEYS_PER_READ } from '../import-references.ts';
import type { ImportFindings, RecordPosition } from './import-findings.ts';

export interface PersonCheckDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly persons: Pick<PersonIndex, 'fingerprintOf' | 'bucketOf' | 'inBucket'>;
  readonly findings: ImportFindings;
}

type RowOfPerson = RecordPosition & { readonly value: Volunteer };

/** A fingerprint of the ledger that a row of the file has too, under another ID. */
interface Match {
  readonly position: RecordPosition;
  readonly known: PersonFingerprint;
}

/**
 * Finds rows that are likely one person under two IDs: of two rows of the file, and of a row and the ledger. Of each row
 * it keeps hashes and the ID; of the ledger, which may be larger, one bucket at a time.
 */
export class PersonCheck {
  readonly #deps: PersonCheckDeps;
  /** The volunteers of the file, and their fingerprints. */
  readonly #seen = new SeenIds();
  /** The IDs of the file, by worksheet and row. */
  readonly #volunteerIds = new Map<string | null, string[]>();
  /** The buckets of the file's fingerprints, by issuer. */
  readonly #buckets = new Map<string, Set<string>>();
  /** Pairs that have a note, by the row and the other volunteer. */
  readonly #noted = new Set<string>();
  /** Fingerprints that have a note: an address that a whole school shares is said once. */
  readonly #matched = new Set<string>();

  constructor(deps: PersonCheckDeps) {
    this.#deps = deps;
  }

  /** Adds a note for a row that is likely the same person as an earlier row with another ID. */
  async checkRow(record: RowOfPerson): Promise<void> {
    const { persons, findings } = this.#deps;
    const { worksheet, row, value } = record;
    const { issuerId, volunteerId } = value;
    this.#seen.add(idOf(volunteerName(value)), '', record);
    let isNoted = false;
    for (const evidence of personEvidenceOf(value)) {
      const fingerprint = await persons.fingerprintOf(evidence);
      this.#remember(issuerId, fingerprint, record);
      const earlier = this.#seen.add(nameOf({ issuerId, fingerprint }), volunteerId, { worksheet, row });
      if (earlier === undefined || earlier.same || isNoted) continue;
      const facts = { evidence: evidence.kind, row: earlier.row };
      findings.addProblem(record, { code: 'SAME_PERSON', facts }, 'volunteer_id', volunteerId);
      isNoted = true;
    }
  }

  /** Adds a note for a row that is likely the same person as a recorded volunteer, once for the two of them. */
  note(
    position: RecordPosition,
    volunteerId: string,
    known: string,
    evidence: PersonEvidence['kind'] | 'number',
  ): void {
    const pair = JSON.stringify([position.worksheet, position.row, known]);
    if (this.#noted.has(pair)) return;
    this.#noted.add(pair);
    const problem = { code: 'SAME_PERSON', facts: { evidence, known } } as const;
    this.#deps.findings.addProblem(position, problem, 'volunteer_id', volunteerId);
  }

  /** Compares the file with the ledger, after its last row. */
  async finish(): Promise<void> {
    // An issuer's copies of profiles of the registry have their fingerprints there.
    for (const [issuerId, buckets] of this.#buckets)
      for (const keeper of new Set([issuerId, REGISTRY]))
        for (const bucket of buckets) await this.#compare(await this.#bucket(keeper, bucket, issuerId));
  }

  /** Returns a bucket in the order of its IDs: of several likely persons the same one is always named. */
  async #bucket(keeper: string, bucket: string, issuerId: string): Promise<readonly PersonFingerprint[]> {
    const recorded: PersonFingerprint[] = [];
    for await (const some of this.#deps.persons.inBucket(keeper, bucket))
      for (const one of some) recorded.push({ ...one, issuerId });
    return recorded.sort((one, other) => (one.volunteerId < other.volunteerId ? -1 : 1));
  }

  async #compare(recorded: readonly PersonFingerprint[]): Promise<void> {
    const matches = recorded.flatMap((known): Match[] => {
      const row = this.#seen.find(nameOf(known), known.volunteerId);
      // A volunteer of the file is compared as the file says, not as the ledger did.
      const isInFile = this.#seen.find(idOf(volunteerName(known)), '') !== undefined;
      return row === undefined || row.same || isInFile ? [] : [{ position: row, known }];
    });
    for (const chunk of chunksOf(matches, KEYS_PER_READ)) {
      const some = chunk.filter(({ known }) => !this.#matched.has(nameOf(known)));
      const profiles = await this.#deps.ledger.volunteers(some.map(({ known }) => known));
      const byName = new Map(profiles.map((profile) => [volunteerName(profile), profile]));
      for (const { position, known } of some) {
        const profile = byName.get(volunteerName(known));
        const evidence = profile && (await this.#evidenceIn(profile, known.fingerprint));
        if (evidence === undefined || this.#matched.has(nameOf(known))) continue;
        this.#matched.add(nameOf(known));
        const volunteerId = this.#volunteerIds.get(position.worksheet)?.[position.row] ?? '';
        this.note(position, volunteerId, known.volunteerId, evidence.kind);
      }
    }
  }

  /** Returns the evidence of a profile that has a fingerprint; undefined where the profile has changed since. */
  async #evidenceIn(profile: Volunteer, fingerprint: string): Promise<PersonEvidence | undefined> {
    for (const evidence of personEvidenceOf(profile))
      if ((await this.#deps.persons.fingerprintOf(evidence)) === fingerprint) return evidence;
    return undefined;
  }

  #remember(issuerId: string, fingerprint: string, { worksheet, row, value }: RowOfPerson): void {
    const ids = this.#volunteerIds.get(worksheet) ?? [];
    ids[row] = value.volunteerId;
    this.#volunteerIds.set(worksheet, ids);
    const buckets = this.#buckets.get(issuerId) ?? new Set();
    this.#buckets.set(issuerId, buckets.add(this.#deps.persons.bucketOf(fingerprint)));
  }
}

const nameOf = ({ issuerId, fingerprint }: Omit<PersonFingerprint, 'volunteerId'>): string =>
  `${issuerId}#${fingerprint}`;

/** IDs and fingerprints share one table, which holds nothing but hashes. */
const idOf = (name: string): string => `ID ${name}`;
