import { AsyncLocalStorage } from 'node:async_hooks';

const requestIds = new AsyncLocalStorage<string>();

/**
 * Does what a request asked for, under its ID: of the API's request, also in the functions that go on with its messages,
 * or of the run of a schedule. It is in every line that is logged meanwhile, and at every document that is stored.
 */
export const inRequest = <T>(requestId: string, work: () => T): T => requestIds.run(requestId, work);

/** Returns the ID of the request that is being worked on; undefined outside of any. */
export const currentRequestId = (): string | undefined => requestIds.getStore();
