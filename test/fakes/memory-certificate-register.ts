import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import type {
  CertificateChange,
  CertificateFilter,
  CertificateRegister,
  Finalisation,
  Reservation,
} from '../../functions/domain/ports/certificate-register.ts';
import type { Page, PageRequest } from '../../functions/domain/ports/page.ts';
import { addToReports, copied, type MemoryRecords, timesheetName } from './memory-records.ts';

/** A certificate register in memory, with the conditions of `DynamoCertificateRegister`. Has no recognitions. */
export class MemoryCertificateRegister implements CertificateRegister {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async find(certificateId: string): Promise<Certificate | undefined> {
    return copied(this.#records.certificates.get(certificateId));
  }

  async findMany(certificateIds: readonly string[]): Promise<Certificate[]> {
    return certificateIds.flatMap((id) => copied(this.#records.certificates.get(id)) ?? []);
  }

  async reserve({ certificate, claim }: Reservation): Promise<'reserved' | 'changed'> {
    const { certificates, timesheets } = this.#records;
    if (claim.kind === 'recognition') throw new Error('Recognitions are not supported in memory');
    if (claim.kind === 'replacement') {
      const { replaced } = claim;
      const storedRevision = certificates.get(replaced.certificateId)?.revision;
      if (storedRevision !== replaced.revision - 1 || certificates.has(certificate.certificateId))
        return 'changed';
      certificates.set(replaced.certificateId, copied(replaced));
      certificates.set(certificate.certificateId, copied(certificate));
      return 'reserved';
    }
    const { timesheet } = claim;
    const key = timesheetName(timesheet.volunteerId, timesheet.opportunityId);
    const current = timesheets.get(key);
    const free =
      current !== undefined &&
      current.revision === timesheet.revision - 1 &&
      current.certificateId === undefined &&
      current.locked === undefined;
    if (!free || certificates.has(certificate.certificateId)) return 'changed';
    timesheets.set(key, copied(timesheet));
    certificates.set(certificate.certificateId, copied(certificate));
    return 'reserved';
  }

  async finalise(finalisation: Finalisation): Promise<'issued' | 'settled'> {
    const { certificateId, documentSha256, event, notify, reportDeltas } = finalisation;
    const current = this.#records.certificates.get(certificateId);
    if (current?.state !== 'reserved' || current.events.length !== event.sequence) return 'settled';
    this.#records.certificates.set(certificateId, {
      ...current,
      state: 'issued',
      revision: current.revision + 1,
      documentSha256,
      events: [...current.events, copied(event)],
    });
    if (notify) this.#records.outbox.add(certificateId);
    addToReports(this.#records, reportDeltas);
    return 'issued';
  }

  async change(changes: readonly CertificateChange[]): Promise<'changed' | 'written'> {
    const { certificates, timesheets, outbox, revokedIndexes } = this.#records;
    const unchanged = changes.every(({ certificate, timesheet, slot }) => {
      if (slot !== undefined) throw new Error('Recognitions are not supported in memory');
      const current = certificates.get(certificate.certificateId);
      if (current?.revision !== certificate.revision - 1) return false;
      if (timesheet === undefined) return true;
      const stored = timesheets.get(timesheetName(timesheet.volunteerId, timesheet.opportunityId));
      return stored?.revision === timesheet.revision - 1;
    });
    if (!unchanged) return 'changed';
    for (const { certificate, timesheet, revokedIndex, reportDeltas } of changes) {
      addToReports(this.#records, reportDeltas);
      certificates.set(certificate.certificateId, copied(certificate));
      const notificationDue = certificate.state === 'issued' && certificate.events[0]?.facts.notify === 'yes';
      if (notificationDue) outbox.add(certificate.certificateId);
      else outbox.delete(certificate.certificateId);
      if (timesheet)
        timesheets.set(timesheetName(timesheet.volunteerId, timesheet.opportunityId), copied(timesheet));
      if (revokedIndex) revokedIndexes.add(`${revokedIndex.listId}#${revokedIndex.index}`);
    }
    return 'written';
  }

  async list(filter: CertificateFilter, page: PageRequest): Promise<Page<Certificate>> {
    const found = [...this.#records.certificates.values()]
      .filter(({ issuerId, reservedAt }) =>
        filter.some(
          (range) =>
            range.issuerId === issuerId &&
            (range.from === undefined || reservedAt >= range.from) &&
            (range.until === undefined || reservedAt < range.until),
        ),
      )
      .map((certificate) => ({ certificate, key: `${certificate.reservedAt}#${certificate.certificateId}` }))
      .filter(({ key }) => page.cursor === undefined || key < page.cursor)
      .sort((a, b) => (a.key < b.key ? 1 : -1));
    const shown = found.slice(0, page.limit);
    return {
      items: shown.map(({ certificate }) => copied(certificate)),
      cursor: found.length > page.limit ? (shown.at(-1)?.key ?? null) : null,
    };
  }

  async reservedBefore(instant: string): Promise<string[]> {
    return [...this.#records.certificates.values()]
      .filter(({ state, reservedAt }) => state === 'reserved' && reservedAt < instant)
      .sort((a, b) => (a.reservedAt < b.reservedAt ? -1 : 1))
      .map(({ certificateId }) => certificateId);
  }
}
