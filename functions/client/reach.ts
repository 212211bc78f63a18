import { ApiUnreachable } from './api-errors.ts';

/**
 * Sends one request.
 * @throws ApiUnreachable with the reason in a word when there is no answer
 */
export async function reach(
  address: string,
  init: RequestInit,
  send: typeof fetch = fetch,
): Promise<Response> {
  try {
    return await send(address, init);
  } catch (error) {
    throw new ApiUnreachable(new URL(address).origin, networkReason(error));
  }
}

/** Returns in a word why there was no answer. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
