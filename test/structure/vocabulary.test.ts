import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';

const ROOT = join(import.meta.dirname, '..', '..');

/** Identifiers that the vocabulary of `docs/glossary.md` replaced. */
const RETIRED_IDENTIFIERS: readonly RegExp[] = [
  /^[A-Z]\w*Parts$|^#?deps?Parts$/,
  /^doors?$|^DOORS?$|[dD]oors?(?=[A-Z]|$)/,
  /HoursSheet|^#?sheets?$|^#?sheet[A-Z]|^Sheet|[a-z]Sheets?(?=[A-Z]|$)/,
  /^(mails?|notices?|Notice\w*|postOffice|PostOffice)$|^Letter|(?<![dD]ead)Letters?(?=[A-Z]|$)(?!head|Queue|Target)/,
  /^#?places?$|^Places?$|[a-z]Places?(?=[A-Z]|$)|^place[A-Z]/,
  /^(Press|presses|Edition|editions?|Stamp|stamped|Setting|setting)$|[a-z](Press|Edition|Stamp)(?=[A-Z]|$)/,
  /Desk(?=[A-Z]|$)/,
  /[iI]ssuingSwitch|(?<!Kill)Switch(Name|Position|State)|throwSwitch|[pP]roceed/,
  /[gG]ather/,
  /^slices$/,
  /[tT]ouchable|mayTouch|maySee/,
  /^prove$|^keepDocument$|^bringsToEnd$|^produceDocument$/,
];

/** Identifiers of other people's packages and formats that happen to hold such a word. */
const FOREIGN = new Set(['accessLogSettings', 'defaultRouteSettings', 'mail', 'onPress', 'sheets']);

const RETIRED_FILE_NAMES =
  /(^|-)(doors?|letters?|notice|post-office|places?|press|edition|stamp|desk|issuing-switch|gather\w*|sheets?)(-|\.)/;

/** Terms that a reader of messages, pages and documents doesn't meet any more. */
const RETIRED_TERMS: readonly RegExp[] = [
  /letters? of hours/i,
  /hours sheets?/i,
  /\bdoors?\b/i,
  /\bissuing proceed\b/,
  /\be-mails?\b/i,
];

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => existsSync(join(ROOT, file)));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const code = tracked.filter((file) => /^(functions|infra|templates|test)\/.*\.(ts|tsx|mjs)$/.test(file));

/** Every identifier of a source text. */
function identifiersOf(source: string, isTsx = false): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    else if (node !== null && typeof node === 'object') {
      const { type, value } = node as { type?: string; value?: unknown };
      if ((type === 'Identifier' || type === 'PrivateName') && typeof value === 'string') found.add(value);
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: isTsx, target: 'es2024' }));
  return found;
}

const retiredIn = (source: string, isTsx = false) =>
  [...identifiersOf(source, isTsx)].filter(
    (name) => !FOREIGN.has(name) && RETIRED_IDENTIFIERS.some((retired) => retired.test(name)),
  );

describe('a retired word', () => {
  test('is no identifier', () => {
    const found = code.flatMap((file) =>
      retiredIn(read(file), file.endsWith('.tsx')).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  test('is no file name', () => {
    expect(
      tracked.filter((file) => !file.startsWith('test/files/') && RETIRED_FILE_NAMES.test(basename(file))),
    ).toEqual([]);
  });

  test('is in no message, page or document', () => {
    const prose = tracked.filter(
      (file) =>
        (/\.(md|json|html)$/.test(file) &&
          !/^(package|test\/golden|test\/files|docs\/decisions)/.test(file)) ||
        /wording|messages-|problems-/.test(file),
    );
    const found = prose
      .filter((file) => !file.startsWith('docs/glossary.md'))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, index) =>
            RETIRED_TERMS.some((term) => term.test(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
          ),
      );
    expect(found).toEqual([]);
  });

  test('is found when it comes back', () => {
    expect(retiredIn('const seat = { issuingSwitch: 1 }; class CorrectionDesk {}')).toEqual([
      'issuingSwitch',
      'CorrectionDesk',
    ]);
  });
});
