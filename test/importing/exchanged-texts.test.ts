import { describe, expect, test } from '@jest/globals';
import { readTable } from './read-table.ts';

const VOLUNTEERS = 'رقم المتطوع,الاسم بالعربية,الاسم بالإنجليزية,الجنس';
const OPPORTUNITIES =
  'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries';

describe('a text with its letters from left to right', () => {
  test.each(['ةرون دعس', 'يناطحقلا ىنم ىده', 'ﺪﻌﺳ ﻲﻧﺎﻄﺤﻘﻟﺍ'])('is no name: «%s»', async (name) => {
    const { problems } = await readTable([VOLUNTEERS, `V-1,${name},Saad Alqahtani,ذكر`]);
    expect(problems).toEqual(['TEXT_REVERSED الاسم بالعربية']);
  });

  test.each(['نورة سعد', 'ﺳﻌﺪ ﺍﻟﻘﺤﻄﺎﻧﻲ', 'هدى منى', 'آمنة عبد الله'])('is a name: «%s»', async (name) => {
    const { problems } = await readTable([VOLUNTEERS, `V-1,${name},Saad Alqahtani,ذكر`]);
    expect(problems).toEqual([]);
  });

  test('is no title', async () => {
    const { problems } = await readTable([
      OPPORTUNITIES,
      'O-1,rawabi,ةلمح بلقلا,Heart Campaign,preventive,2025-03-01,2025-03-05,4,',
    ]);
    expect(problems).toEqual(['TEXT_REVERSED title_ar']);
  });
});

describe('the English title', () => {
  const withTitles = (titles: string) =>
    readTable([OPPORTUNITIES, `O-1,rawabi,${titles},preventive,2025-03-01,2025-03-05,4,`]);

  test('is refused in Arabic letters', async () => {
    expect((await withTitles('Heart Campaign,حملة القلب')).problems).toEqual(['TITLE_SCRIPT title_en']);
  });

  test.each(['BLS,BLS', 'حملة القلب,Heart Campaign «قلبك»', 'حملة 2025,2025 Campaign'])(
    'may be as in %s',
    async (titles) => {
      expect((await withTitles(titles)).problems).toEqual([]);
    },
  );
});

test.each([
  ['٣٠٠ مستفيد', 300],
  ['1200 مستفيدًا', 1200],
  ['45 beneficiaries', 45],
])('%s are beneficiaries', async (text, beneficiaries) => {
  const row = 'O-1,rawabi,حملة القلب,Heart Campaign,preventive,2025-03-01,2025-03-05,4';
  const { values } = await readTable([OPPORTUNITIES, `${row},${text}`]);
  expect(values).toMatchObject([{ beneficiaries }]);
});
