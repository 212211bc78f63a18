import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { embeddedServices } from './scripted-service.ts';
import { importAnswer, importTicket } from './service-answers.ts';

const newFolder = scratchFolders();
const { open: service } = embeddedServices();

/** Imports a file with a mapping; returns the run and what was asked of the service. */
async function importWith(name: string, mapping: string, ...options: string[]) {
  const folder = await newFolder();
  await writeFile(join(folder, 'hours.csv'), 'Log,Member\nH-1,V-1\n');
  await writeFile(join(folder, name), mapping);
  const store = await service({ 'PUT /upload': {} });
  const { url, received } = await service({
    'POST /imports': { status: 201, json: importTicket({ uploadUrl: `${store.url}/upload` }) },
    'GET /imports/I-1': { json: importAnswer() },
  });
  const args = ['import', join(folder, 'hours.csv'), '--mapping', join(folder, name), '--url', url];
  const run = await runTawtheeq([...args, ...options]);
  const request = received.find(({ path }) => path === '/imports');
  return { ...run, headings: request && JSON.parse(request.body).headings };
}

describe('import --mapping', () => {
  test.each([
    ['platform.json', '{"Log": "entry_id", "Member": "رقم المتطوع", "Remarks": null}'],
    ['platform.csv', '\ufeffLog;entry_id\r\nMember;رقم المتطوع\r\nRemarks;\r\n'],
  ])('sends what %s says of the headings', async (name, mapping) => {
    const { exitCode, headings } = await importWith(name, mapping);
    expect(headings).toEqual({ Log: 'entry_id', Member: 'رقم المتطوع', Remarks: null });
    expect(exitCode).toBe(0);
  });

  test.each([
    [
      'a.csv',
      'Log,entry_id\nMember,member_no\n',
      'a.csv:2: "member_no" is none of our headings: opportunity_id,',
    ],
    ['a.json', '{"Member": "member_no"}', 'a.json, «Member»: "member_no" is none of our headings'],
    ['a.json', '{"Log": "entry_id", "Log": "hours"}', 'a.json: a mapping is a JSON object'],
    ['a.json', '{"Log": 7}', 'a mapping is a JSON object'],
    ['a.csv', 'Log,entry_id\nLog,hours\n', 'a.csv:2: "Log" is mapped twice'],
    ['a.csv', 'Log,entry_id,hours\n', 'a.csv:1: a mapping is a JSON object'],
    ['a.csv', '', 'a mapping is a JSON object'],
  ])('refuses %s with %j', async (name, mapping, expected) => {
    const { exitCode, stderr, headings } = await importWith(name, mapping);
    expect(stderr).toContain(expected);
    expect(exitCode).toBe(2);
    expect(headings).toBeUndefined();
  });

  test('says in Arabic what is wrong', async () => {
    const { stderr } = await importWith('a.json', '{"Member": "member_no"}', '--lang', 'ar');
    expect(stderr).toContain('«member_no» ليس من عناويننا');
  });
});
