import { describe, expect, test } from '@jest/globals';
import { readCsvIds } from '../../functions/handlers/verification/verification-csv.ts';
import { eventOf } from './event-of.ts';

const ID = 'B1P90CH35ABARTZ768';
const idsOf = (body: string) =>
  readCsvIds(eventOf('POST', '/verify', { headers: { 'content-type': 'text/csv' }, body }));

describe('IDs as CSV', () => {
  test.each([
    ['certificate_id'],
    ['Certificate ID'],
    ['certificateId'],
    ['id'],
    ['ID'],
    ['"Certificate number"'],
    ['asked'],
    ['رقم الشهادة'],
    ['رَقم الشّهاده'],
    ['الشهادة'],
    ['\ufeffمعرّف الشهادة'],
    ['رقم الشهادة,الاسم'],
  ])('are read under the heading %s', (heading) => {
    expect(idsOf(`${heading}\n${ID}\n`)).toEqual([ID]);
  });

  test('are read without a heading, a mistyped first one included', () => {
    expect(idsOf(`${ID}\nX`)).toEqual([ID, 'X']);
    expect(idsOf(`B1P9\n${ID}`)).toEqual(['B1P9', ID]);
  });

  test('have a heading in the first row only', () => {
    expect(idsOf(`${ID}\nid`)).toEqual([ID, 'id']);
  });

  test('are two hundred beside the heading', () => {
    expect(idsOf(['id', ...Array(200).fill(ID)].join('\n'))).toHaveLength(200);
  });

  test('are refused where there is a heading alone', () => {
    expect(() => idsOf('id\n')).toThrow('One to 200 certificate IDs are checked at once.');
  });
});
