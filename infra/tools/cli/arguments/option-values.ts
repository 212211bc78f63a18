import { WrongUsage } from '../session/exit-codes.ts';
import type { Messages } from '../wording/messages-en.ts';

/** Returns a parser for a calendar date such as `2025-06-30`. It throws `WrongUsage` for any other value. */
export function dayOption(messages: Messages): (value: string) => string {
  return (value) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
    if (day === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) {
      throw new WrongUsage(messages.notADate(value));
    }
    return value;
  };
}

const choices = new WeakMap<object, readonly string[]>();

/** Returns a parser for one of the allowed words. It throws `WrongUsage` for any other value. */
export function choiceOption(messages: Messages, allowed: readonly string[]): (value: string) => string {
  const parse = (value: string): string => {
    if (!allowed.includes(value))
      throw new WrongUsage(messages.notOneOf(value, allowed.join(messages.comma)));
    return value;
  };
  choices.set(parse, allowed);
  return parse;
}

/** Returns the words that a parser of `choiceOption` allows; none for any other parser. */
export const choicesOf = (parse: object | undefined): readonly string[] =>
  parse === undefined ? [] : (choices.get(parse) ?? []);

/** Returns a parser for a whole number above zero. It throws `WrongUsage` for any other value. */
export function countOption(messages: Messages): (value: string) => number {
  return (value) => {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new WrongUsage(messages.notANumber(value));
    return Number(value);
  };
}
