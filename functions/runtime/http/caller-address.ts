import type { ApiEvent } from './answer.ts';

/** The first four groups of an IPv6 address: one subscriber has all addresses that begin with them. */
const SUBSCRIBER_GROUPS = 4;

/** Returns the internet address of a request's sender, of IPv6 only the part that stands for one subscriber. */
export function callerAddress({ requestContext }: ApiEvent): string {
  const address = requestContext.http.sourceIp ?? '';
  if (!address.includes(':') || address.includes('.')) return address;
  const [before = '', after = ''] = address.split('::');
  const [start, end] = [before, after].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - (start?.length ?? 0) - (end?.length ?? 0))).fill('0');
  return [...(start ?? []), ...zeros, ...(end ?? [])].slice(0, SUBSCRIBER_GROUPS).join(':');
}
