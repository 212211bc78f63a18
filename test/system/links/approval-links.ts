import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect } from '@jest/globals';
import { ApiClient } from '../../../functions/client/api-client.ts';
import type { Role } from '../../../functions/domain/staff/roles.ts';
import * as approvals from '../../../functions/routes/approvals.ts';
import * as supervision from '../../../functions/routes/supervision.ts';
import { approvalRequestKey } from '../../../functions/storage/dynamo/table.ts';
import { awsClients } from '../../../infra/local/services.ts';
import { importFile } from '../../../infra/tools/cli/api/import-file.ts';
import { ownCloud } from '../embedded-cloud.ts';
import { releaseAsSecondPerson } from '../small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';

/** Returns a CSV of two shifts of each of two volunteers, the second of a volunteer from another time on. */
export const shiftsOf = (name: string, start: string, status: 'pending' | 'approved' = 'pending') =>
  [
    'entry_id,volunteer_id,opportunity_id,date,start,end,status,approved_by',
    ...['1', '2'].flatMap((volunteer) =>
      ['01', '02'].map(
        (day) =>
          `${name}-${volunteer}-${day},${name}-${volunteer},${name},2025-02-${day},${day === '02' ? start : '08:00'},14:00,${status},${status === 'approved' ? 'coordinator-1' : ''}`,
      ),
    ),
  ].join('\n');

export type ApprovalLinks = Awaited<ReturnType<typeof approvalLinks>>;

/** Starts a cloud with a supervisor, Amal, who approves hours by links alone, and what the tests of links do there. */
export async function approvalLinks() {
  const cloud = await ownCloud();
  const as = async (role: Role, id: string = role, issuers: string[] = [ISSUER]) =>
    new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { id, issuers }) });

  /** Appoints a supervisor who approves hours by links alone; returns the ID. */
  async function supervisor(person: { readonly name: string; readonly email: string }): Promise<string> {
    const huda = await as('administrator', 'huda');
    const body = { ...person, roles: ['supervisor' as const], byLink: true };
    const { body: waiting } = await huda.request(supervision.invitePerson, { body });
    const operator = await as('operator', 'operator', ['*']);
    await operator.call(supervision.approveInvitation, { path: { id: waiting.id } });
    const { items } = await (await as('recorder')).call(approvals.listSupervisors, { query: {} });
    return items.find(({ name }) => name === person.name)?.id ?? '';
  }
  const amal = await supervisor({ name: 'أمل سعيد', email: 'amal@example.org' });

  /** Imports, as the recorder, an opportunity that needs 10 hours, two volunteers, and two shifts of each. */
  async function record(name: string, status?: 'pending' | 'approved'): Promise<string> {
    const files = {
      'opportunities.csv': `opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours\n${name},${ISSUER},فحص السكري في الأحياء,Diabetes Screening,preventive,2025-02-01,2025-03-31,10\n`,
      'volunteers.csv': `volunteer_id,name_ar,name_en,gender,kind\n${name}-1,نورة سالم الحربي,Noura Salem Alharbi,female,individual\n${name}-2,خالد منصور العتيبي,Khalid Mansour Alotaibi,male,individual\n`,
      'hours.csv': shiftsOf(name, '08:00', status),
    };
    let importId = '';
    for (const [file, text] of Object.entries(files)) importId = await importText(file, text);
    return importId;
  }

  async function importText(file: string, text: string): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), 'approve-by-link-'));
    writeFileSync(path.join(folder, file), text);
    const { state, importId, problems } = await importFile(await as('recorder'), path.join(folder, file));
    expect([state, problems.filter(({ severity }) => severity === 'error')]).toEqual(['imported', []]);
    return importId;
  }

  /** Asks for an approval; returns the request and the address in the email. */
  async function ask(selection: { opportunityId: string } | { importId: string }, supervisorId = amal) {
    const recorder = await as('recorder');
    const before = cloud.mailbox.list().length;
    const request = await recorder.call(approvals.askApproval, { body: { ...selection, supervisorId } });
    const sent = cloud.mailbox.list();
    expect(sent).toHaveLength(before + 1);
    const [email] = sent;
    const link = /https?:\/\/\S+\/approve#\S+/.exec(email?.text ?? '')?.[0] ?? '';
    const token = link.slice(link.indexOf('#') + 1);
    return { request, email, token, address: `${cloud.url}/approve#${token}` };
  }

  const anyone = () => new ApiClient({ baseUrl: cloud.url });
  const open = (token: string) => anyone().call(approvals.openApprovalLink, { body: { token } });
  const decide = async (token: string, decision: 'approved' | 'rejected', reason = '') => {
    const shifts = (await open(token)).shifts.map(({ entryId, mark }) => ({ entryId, mark }));
    return anyone().call(approvals.decideByLink, { body: { token, decision, shifts, reason } });
  };

  /** Lets the link of a request end now. */
  const end = (requestId: string) =>
    awsClients(cloud.endpoints).dynamo.send(
      new UpdateItemCommand({
        TableName: cloud.tableName,
        Key: marshall(approvalRequestKey(requestId)),
        UpdateExpression: 'SET validUntil = :now',
        ExpressionAttributeValues: marshall({ ':now': '2025-01-01T00:00:00.000Z' }),
      }),
    );

  const release = (importId: string) => releaseAsSecondPerson(cloud, importId);

  return {
    cloud,
    stop: () => cloud.stop(),
    amal,
    supervisor,
    as,
    record,
    importText,
    release,
    ask,
    anyone,
    open,
    decide,
    end,
  };
}
