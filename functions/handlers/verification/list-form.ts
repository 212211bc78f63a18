import * as z from 'zod/mini';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import type { AskedId } from '../../importing/id-list/asked-ids.ts';
import { readIdList, readIdText } from '../../importing/id-list/read-id-list.ts';
import type { ApiEvent } from '../../runtime/http/answer.ts';

/** What a person sent with the form of the page for lists. */
export interface ListFormRequest {
  readonly lang: string;
  /** The answer that was asked for: a page, or a workbook to save. */
  readonly as: 'page' | 'xlsx';
  readonly text: string;
  /** The IDs of the file, or of the text where no file was chosen; or why they can't be read. */
  readonly list: readonly AskedId[] | UnreadableFile;
}

/** Reads the form, whichever way a browser encodes it. */
export async function readListForm(event: ApiEvent): Promise<ListFormRequest> {
  const fields = await fieldsOf(event);
  const text = textField(fields, 'ids');
  const file = fields?.get('file');
  const list =
    file instanceof File && file.size > 0
      ? await listOf(async () => (await readIdList(Buffer.from(await file.arrayBuffer()), file.name)).asked)
      : (answeredBefore(fields) ?? (await listOf(async () => readIdText(text))));
  return {
    lang: textField(fields, 'lang'),
    as: textField(fields, 'as') === 'xlsx' ? 'xlsx' : 'page',
    text,
    list,
  };
}

const answeredRows = z.array(z.tuple([z.int(), z.string()]));

/** Returns the rows that a page of answers has, as they were read for it; undefined where the form isn't that page's. */
function answeredBefore(fields: FormData | undefined): readonly AskedId[] | undefined {
  const asked = textField(fields, 'asked');
  if (asked === '') return undefined;
  try {
    return answeredRows.parse(JSON.parse(asked)).map(([row, text]) => ({ row, text }));
  } catch {
    return undefined;
  }
}

/** Returns the fields of a form; none where the body is no form. */
async function fieldsOf({ headers, body = '', isBase64Encoded }: ApiEvent): Promise<FormData | undefined> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  try {
    return await new Response(bytes, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
  } catch {
    return undefined;
  }
}

function textField(fields: FormData | undefined, name: string): string {
  const value = fields?.get(name);
  return typeof value === 'string' ? value : '';
}

async function listOf(read: () => Promise<readonly AskedId[]>): Promise<readonly AskedId[] | UnreadableFile> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) return error;
    throw error;
  }
}
