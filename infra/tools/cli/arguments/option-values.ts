import { WrongUsage } from '../session/exit-codes.ts';
import type { Messages } from '../wording/messages-en.ts';

/** Reads a day, `2025-06-30`, that exists. */
export function dayOption(messages: Messages): (value: string) => string {
  return (value) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
    if (day === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) {
      throw new WrongUsage(messages.notADate(value));
    }
    return value;
  };
}

/** Reads one of a few words. */
export function choiceOption(messages: Messages, allowed: readonly string[]): (value: string) => string {
  return (value) => {
    if (!allowed.includes(value))
      throw new WrongUsage(messages.notOneOf(value, allowed.join(messages.comma)));
    return value;
  };
}

/** Reads a whole number above zero. */
export function countOption(messages: Messages): (value: string) => number {
  return (value) => {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new WrongUsage(messages.notANumber(value));
    return Number(value);
  };
}
