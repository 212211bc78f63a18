import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TemplateFault } from '../../functions/rendering/design/template-fault.ts';
import { compileVectorArt } from '../../functions/rendering/design/vector-art.ts';
import { changedBytes, harmless, hostileFiles } from '../hostile-input.ts';

const FILES = hostileFiles('svg');
/** Operators that paint shapes, and nothing that shows text, calls an object or opens a marked content. */
const OPERATORS = /^(?:[-\d. ]*(?:cm|re|m|l|c|h|w|d|rg|RG|j|J|M)|\[[-\d. ]*\] [-\d.]+ d|[qQfSBnWb]\*?|)$/;

/** Returns the operators of a drawing, or where its fault is. */
async function compiled(source: string): Promise<string> {
  try {
    return (await harmless(() => compileVectorArt(source, 'a.svg'))).operators;
  } catch (error) {
    if (error instanceof TemplateFault) return `fault in ${error.file}:${error.line}`;
    throw error;
  }
}

describe('the SVG of a design or logo that was made to break its reader', () => {
  test.each(FILES)('is refused with its line, or paints shapes alone: %s', async (_, bytes) => {
    const operators = await compiled(bytes.toString('utf8'));
    if (!operators.startsWith('fault in a.svg:'))
      for (const line of operators.split('\n')) expect(line).toMatch(OPERATORS);
  });

  test('is refused or painted, whatever is changed in it', async () => {
    const small = FILES.map(([, bytes]) => bytes).filter(({ length }) => length < 20_000);
    await fc.assert(
      fc.asyncProperty(changedBytes(small), async (bytes) => {
        await compiled(bytes.toString('utf8'));
      }),
      { numRuns: 200 },
    );
  });
});
