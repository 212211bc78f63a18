import { compareNames, nameKey } from '../../../domain/import/compare-names.ts';
import type { ImportRecord, NameInRow } from '../../../domain/import/import-record.ts';
import type { HoursReferences } from './check-references.ts';
import type { ImportFindings, RecordPosition } from './import-findings.ts';

/** A row of hours with what it refers to. */
export interface ReferringRow extends HoursReferences {
  readonly record: Extract<ImportRecord, { kind: 'hours' }>;
}

/** A recorded name. */
interface KnownName {
  readonly id: string;
  readonly ar: string;
  readonly en: string;
}

/** Rows that spell a name otherwise; the first is shown. */
interface Spelling {
  readonly position: RecordPosition;
  readonly cell: NameInRow;
  readonly known: string;
  count: number;
}

/**
 * Compares the names that rows of hours have beside identifiers with the recorded ones: rows of which only one column
 * was sorted record hours of others.
 */
export class NameCheck {
  readonly #findings: ImportFindings;
  readonly #spellings = new Map<string, Spelling>();

  constructor(findings: ImportFindings) {
    this.#findings = findings;
  }

  /** Checks the rows of one chunk. */
  check(rows: readonly ReferringRow[]): void {
    const named = rows.filter(({ record }) => record.named !== undefined);
    if (named.length === 0) return;
    const volunteers = named.flatMap(knownVolunteers);
    const opportunities = named.flatMap(knownOpportunities);
    const byVolunteer = idsByName(volunteers);
    const byOpportunity = idsByName(opportunities);
    for (const row of named) {
      const { volunteer = [], opportunity = [] } = row.record.named ?? {};
      // The members of a team may stand beside its identifier.
      const isTeam = row.volunteer?.kind === 'institution';
      for (const cell of volunteer) this.#compare(row, cell, knownVolunteers(row), byVolunteer, isTeam);
      for (const cell of opportunity) this.#compare(row, cell, knownOpportunities(row), byOpportunity, false);
    }
  }

  /** Adds a note for each column in which names are spelt otherwise. */
  finish(): void {
    for (const { position, cell, known, count } of this.#spellings.values()) {
      const problem = { code: 'NAME_SPELT_OTHERWISE', facts: { known, count } } as const;
      this.#findings.addProblem(position, problem, cell.heading, cell.value);
    }
  }

  #compare(
    { record }: ReferringRow,
    cell: NameInRow,
    known: readonly KnownName[],
    idsOfNames: ReadonlyMap<string, ReadonlySet<string>>,
    isLenient: boolean,
  ): void {
    const [first] = known;
    const comparisons = known.map((names) => compareNames(cell.value, names));
    if (first === undefined || comparisons.includes('same')) return;
    const shown = /\p{Script=Arabic}/u.test(cell.value) ? first.ar : first.en;
    const isAnothers = [...(idsOfNames.get(nameKey(cell.value)) ?? [])].some((id) => id !== first.id);
    if (isAnothers || (!isLenient && !comparisons.includes('similar'))) {
      const facts = { known: shown, id: first.id };
      this.#findings.addProblem(record, { code: 'NAME_OF_ANOTHER', facts }, cell.heading, cell.value);
      return;
    }
    const name = `${record.worksheet}#${cell.heading}`;
    const spelling = this.#spellings.get(name);
    if (spelling) spelling.count += 1;
    else {
      const position = { worksheet: record.worksheet, row: record.row };
      this.#spellings.set(name, { position, cell, known: shown, count: 1 });
    }
  }
}

/** Returns the names of a row's volunteer: the recorded one, and another that waits for a release. */
function knownVolunteers({ record, volunteer }: ReferringRow): KnownName[] {
  if (volunteer === undefined) return [];
  const id = record.value.volunteerId;
  return [volunteer, ...(volunteer.renaming === undefined ? [] : [volunteer.renaming])].map(
    ({ nameAr, nameEn }) => ({ id, ar: nameAr, en: nameEn }),
  );
}

const knownOpportunities = ({ opportunity }: ReferringRow): KnownName[] =>
  opportunity === undefined
    ? []
    : [{ id: opportunity.opportunityId, ar: opportunity.titleAr, en: opportunity.titleEn }];

function idsByName(known: readonly KnownName[]): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { id, ar, en } of known)
    for (const key of [ar, en].filter((name) => name !== '').map(nameKey))
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
  return ids;
}
