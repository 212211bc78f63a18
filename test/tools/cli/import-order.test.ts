import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sortForImport } from '../../../infra/tools/cli/files/import-order.ts';
import { scratchFolders } from './scratch-folders.ts';

const newFolder = scratchFolders();

// «رقم القيد;رقم المتطوع;رقم الفرصة;التاريخ;الساعات;الحالة» as Excel on Arabic Windows writes it.
const HOURS_IN_WINDOWS_1256 = Buffer.from(
  'd1de e3 20c7e1deedcf3bd1dee320c7e1e3cad8e6da3bd1dee320c7e1ddd1d5c93bc7e1cac7d1edce3bc7e1d3c7dac7ca3bc7e1cdc7e1c90a'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

test('puts hours after opportunities and volunteers, in any given order', async () => {
  const directory = await newFolder();
  const files: Record<string, string | Buffer> = {
    'a-hours.csv': '\ufeffentry_id,volunteer_id,opportunity_id,date,hours,status,approved_by\n',
    'b-ساعات.csv': HOURS_IN_WINDOWS_1256,
    'c-workbook.xlsx': Buffer.from('PK\u0003\u0004'),
    'd-volunteers.csv': 'رقم المتطوع,الاسم بالعربية,الاسم بالإنجليزية,الجنس\n',
    'e-opportunities.csv':
      '"opportunity_id";"issuer_id";"title_ar";"title_en";"track";"starts_on";"ends_on";"required_hours"\n',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  const ordered = await sortForImport(Object.keys(files).map((name) => join(directory, name)));
  expect(ordered.map((path) => basename(path))).toEqual([
    'e-opportunities.csv',
    'd-volunteers.csv',
    'c-workbook.xlsx',
    'a-hours.csv',
    'b-ساعات.csv',
  ]);
});
