import { getLocalTimeZone, today } from '@internationalized/date';

/** Returns the day that it is where the reader is: `2026-11-29`. Between midnights it is another one than in UTC. */
export const readerToday = (): string => today(getLocalTimeZone()).toString();
