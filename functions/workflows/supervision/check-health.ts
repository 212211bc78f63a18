import type { StatusLists } from '../../domain/ports/status-lists.ts';

export interface HealthDeps {
  readonly statusLists: Pick<StatusLists, 'countLists'>;
}

/** Whether the service reaches its records. */
export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly records: 'reached' | 'not_reached';
}

/** Reads one record and returns whether that worked. */
export async function checkHealth({ statusLists }: HealthDeps): Promise<Health> {
  try {
    await statusLists.countLists('health');
    return { status: 'ok', records: 'reached' };
  } catch {
    return { status: 'unavailable', records: 'not_reached' };
  }
}
