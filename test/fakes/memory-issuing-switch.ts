import type { IssuingSwitch, SwitchName, SwitchPosition } from '../../functions/domain/ports/kill-switch.ts';
import type { MemoryRecords } from './memory-records.ts';

/** The kill switch in memory. */
export class MemoryIssuingSwitch implements IssuingSwitch {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async position(name: SwitchName): Promise<SwitchPosition> {
    return this.#records.switches.get(name) ?? { halted: false, since: null, by: null };
  }

  async set(name: SwitchName, position: SwitchPosition): Promise<void> {
    this.#records.switches.set(name, position);
  }
}
