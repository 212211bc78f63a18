import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import type {
  CertificateChange,
  CertificateFilter,
  CertificateRegister,
  Finalisation,
  Reservation,
} from '../../functions/domain/ports/certificate-register.ts';
import type { Page, PageRequest } from '../../functions/domain/ports/page.ts';
import { copied, type MemoryRecords, report, sheetPlace } from './memory-records.ts';

/** The certificate register in memory, with the conditions of the one in the table. */
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
    const { certificates, sheets } = this.#records;
    if (claim.kind === 'recognition') throw new Error('Slots of recognitions are not kept in memory');
    if (claim.kind === 'replacement') {
      const { replaced } = claim;
      const decidedOn = certificates.get(replaced.certificateId)?.revision;
      if (decidedOn !== replaced.revision - 1 || certificates.has(certificate.certificateId))
        return 'changed';
      certificates.set(replaced.certificateId, copied(replaced));
      certificates.set(certificate.certificateId, copied(certificate));
      return 'reserved';
    }
    const { sheet } = claim;
    const place = sheetPlace(sheet.volunteerId, sheet.opportunityId);
    const current = sheets.get(place);
    const free =
      current !== undefined &&
      current.revision === sheet.revision - 1 &&
      current.certificateId === undefined &&
      current.locked === undefined;
    if (!free || certificates.has(certificate.certificateId)) return 'changed';
    sheets.set(place, copied(sheet));
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
    report(this.#records, reportDeltas);
    return 'issued';
  }

  async change(changes: readonly CertificateChange[]): Promise<'changed' | 'written'> {
    const { certificates, sheets, outbox, revokedPlaces } = this.#records;
    const asDecided = changes.every(({ certificate, sheet, slot }) => {
      if (slot !== undefined) throw new Error('Slots of recognitions are not kept in memory');
      const current = certificates.get(certificate.certificateId);
      if (current?.revision !== certificate.revision - 1) return false;
      if (sheet === undefined) return true;
      const page = sheets.get(sheetPlace(sheet.volunteerId, sheet.opportunityId));
      return page?.revision === sheet.revision - 1;
    });
    if (!asDecided) return 'changed';
    for (const { certificate, sheet, revokedPlace, reportDeltas } of changes) {
      report(this.#records, reportDeltas);
      certificates.set(certificate.certificateId, copied(certificate));
      const toTell = certificate.state === 'issued' && certificate.events[0]?.facts.notify === 'yes';
      if (toTell) outbox.add(certificate.certificateId);
      else outbox.delete(certificate.certificateId);
      if (sheet) sheets.set(sheetPlace(sheet.volunteerId, sheet.opportunityId), copied(sheet));
      if (revokedPlace) revokedPlaces.add(`${revokedPlace.listId}#${revokedPlace.index}`);
    }
    return 'written';
  }

  async list(filter: CertificateFilter, page: PageRequest): Promise<Page<Certificate>> {
    const found = [...this.#records.certificates.values()]
      .filter(({ issuerId }) => filter.issuerIds.includes(issuerId))
      .filter(({ reservedAt }) => filter.from === undefined || reservedAt >= filter.from)
      .filter(({ reservedAt }) => filter.until === undefined || reservedAt < filter.until)
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
