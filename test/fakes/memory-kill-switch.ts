import type {
  KillSwitch,
  KillSwitchName,
  KillSwitchState,
} from '../../functions/domain/ports/kill-switch.ts';
import type { MemoryRecords } from './memory-records.ts';

/** The kill switches in memory. */
export class MemoryKillSwitch implements KillSwitch {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async state(name: KillSwitchName): Promise<KillSwitchState> {
    return this.#records.killSwitches.get(name) ?? { halted: false, since: null, by: null };
  }

  async set(name: KillSwitchName, state: KillSwitchState): Promise<void> {
    this.#records.killSwitches.set(name, state);
  }
}
