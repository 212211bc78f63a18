import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');

/** A button of the library that is pending names a progress bar that doesn't exist; a disabled one loses the focus. */
const WAITING = [/<Button\b(?:=>|[^>])*?\bisPending\b/, /\bisDisabled=\{[^}]*\bisPending\b/];

const waitingIn = (source: string): boolean => WAITING.some((kind) => kind.test(source));

test.each([
  ['<Button onPress={() => go()} isPending={step.isPending}>', true],
  ['<Button isDisabled={step.isPending} onPress={go}>', true],
  ['<WorkButton isWorking={step.isPending} onPress={go}>', false],
  ['<Button onPress={go}>{step.isPending ? a : b}</Button>', false],
])('a button that waits is recognised: %s', (source, waits) => {
  expect(waitingIn(source)).toBe(waits);
});

test('every button that waits is a WorkButton', () => {
  const pages = globSync('functions/pages/**/*.tsx', { cwd: ROOT });
  expect(pages.length).toBeGreaterThan(50);
  expect(pages.filter((page) => waitingIn(readFileSync(join(ROOT, page), 'utf8')))).toEqual([]);
});
