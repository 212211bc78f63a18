import { describe, expect, test } from '@jest/globals';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { certificateIdIn } from '../../functions/domain/certificate/certificate-id-in-text.ts';
import { readIdList, readIdText } from '../../functions/importing/id-list/read-id-list.ts';
import { idOf } from '../certificates.ts';

const ID = 'B1P90CH35ABARTZ768';
const SHOWN = displayId(ID);
const OTHER = idOf(7);
/** An ID with a mistyped symbol. */
const MISTYPED = `${ID.slice(0, 15)}Y${ID.slice(16)}`;
const textsOf = async (file: string) =>
  (await readIdList(Buffer.from(file), '')).asked.map(({ text }) => text);

describe('a mistyped ID in a list', () => {
  test.each([
    ['between sound ones', `${SHOWN}, ${displayId(MISTYPED)}, ${OTHER}`, 3],
    ['with semicolons', `${SHOWN};${MISTYPED};${OTHER}`, 3],
    ['with tabs', `${SHOWN}\t${MISTYPED}`, 2],
    ['with a slash', `${SHOWN} / ${displayId(MISTYPED)}`, 2],
    ['with a word', `${SHOWN} و ${MISTYPED} and ${OTHER}`, 3],
    ['with an old one beside it', `name,old,new\nSaad,${MISTYPED},${SHOWN}\nNoura,${OTHER},`, 3],
    ['in a link', `id,link\n${SHOWN},https://v.example/V/${MISTYPED}\n`, 2],
    ['without one symbol', `${SHOWN}, ${displayId(OTHER).slice(1)}`, 2],
  ])('never loses a mistyped ID beside a sound one: %s', async (_, text, count) => {
    const texts = [readIdText(text).map((one) => one.text), await textsOf(text)];
    for (const found of texts) {
      expect(found).toHaveLength(count);
      expect(found.filter((one) => !certificateIdIn(one).ok)).toHaveLength(1);
    }
  });

  test('has two mistyped IDs of one line, and a mistyped link of another column', async () => {
    const wrong = displayId(MISTYPED);
    const another = displayId(OTHER).replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    expect(readIdText(`${wrong}, ${another}`).map((one) => one.text)).toEqual([wrong, another]);
    expect(readIdText(`${wrong} ${another}`).map((one) => one.text)).toEqual([wrong, another]);
    const link = `https://v.example/V/${MISTYPED}`;
    expect(await textsOf(`name,id,link\nSaad,${SHOWN},\nNoura,,${link}\n`)).toEqual([SHOWN, link]);
  });

  test('takes nothing else beside an ID for a mistyped one', async () => {
    const others = [
      'Saad Omar 2024 1447 12,APP-2025-00123,Room B12,saad12@mail.example,SA0380000000608010167519',
      '638675309123456748,3f2504e0-4f89-41d3-9a0c-0305e82c3301,+966 50 123 4567,2025-01-31 08:15',
    ];
    for (const cells of others)
      expect(await textsOf(`a,b,c,d,e,id\n${`${cells},${SHOWN}\n`.repeat(3)}`)).toEqual([
        SHOWN,
        SHOWN,
        SHOWN,
      ]);
  });

  test.each([
    ['an unknown heading', `Name,Paper\nSaad,${MISTYPED}\nNoura,${MISTYPED}\n`, [MISTYPED, MISTYPED]],
    ['an unknown heading, one alone', `الاسم;الوثيقة\nسعد;${MISTYPED}\n`, [MISTYPED]],
    ['a title and a known heading', `List,\n\nn,id\nA,45DA\nB,\n`, ['45DA', '']],
    ['symbols missing', `Name,Paper\nSaad,45DA-NPXP-KVT\nNoura,\n`, ['45DA-NPXP-KVT', '']],
    ['a number before', `الرقم,الوثيقة\n1,${MISTYPED}\n2,${MISTYPED}\n`, [MISTYPED, MISTYPED]],
  ])('is answered where every ID is mistyped: %s', async (_, text, ids) => {
    expect(await textsOf(text)).toEqual(ids);
  });
});
