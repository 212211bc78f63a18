import type {
  KillSwitch,
  KillSwitchName,
  KillSwitchScope,
  KillSwitchState,
  KillSwitchStates,
} from '../../functions/domain/ports/supervision/kill-switch.ts';
import { copied, type MemoryRecords } from './memory-records.ts';

/** The kill switches in memory. */
export class MemoryKillSwitch implements KillSwitch {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async states(name: KillSwitchName): Promise<KillSwitchStates> {
    const own = [...this.#records.killSwitches].filter(([key]) => key.startsWith(`${name}#`));
    return new Map(own.map(([key, state]) => [key.slice(name.length + 1), copied(state)]));
  }

  async set(name: KillSwitchName, scope: KillSwitchScope, state: KillSwitchState): Promise<void> {
    this.#records.killSwitches.set(`${name}#${scope}`, copied(state));
  }

  async resumed(name: KillSwitchName, scope: KillSwitchScope, since: string): Promise<void> {
    const state = this.#records.killSwitches.get(`${name}#${scope}`);
    if (state?.since !== since) return;
    const { resuming: _resuming, ...after } = state;
    this.#records.killSwitches.set(`${name}#${scope}`, after);
  }
}
