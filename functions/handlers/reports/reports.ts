import * as z from 'zod/mini';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, json, type Route, readQuery } from '../../runtime/http/api.ts';
import { callerOf, issuersOf, requireRole } from '../../runtime/http/caller.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoReportRegister } from '../../storage/dynamo/dynamo-report-register.ts';
import { report } from '../../workflows/reports/report.ts';
import { reportCsv } from '../../workflows/reports/report-csv.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const deps = {
  ...wireLedger(),
  reports: new DynamoReportRegister(dynamoClientForPeople(), TABLE_NAME),
};

const LONGEST_DAYS = 3_660;
const day = z.iso.date();
const query = z.strictObject({
  from: day,
  to: day,
  issuer: z.optional(z.string().check(z.maxLength(64))),
  format: z.optional(z.enum(['json', 'csv'])),
  lang: z._default(z.enum(['ar', 'en']), 'ar'),
});

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/reports',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver', 'auditor');
      const { from, to, issuer, format, lang } = readQuery(event, query);
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      if (days < 0 || days > LONGEST_DAYS)
        throw new Refusal('QUERY_INVALID', 'The period begins after it ends, or is longer than ten years.');
      const inScope = issuersOf(caller, deps.issuers.keys());
      const issuerIds = issuer === undefined ? inScope : inScope.filter((id) => id === issuer);
      if (issuerIds.length === 0) throw new Refusal('NOT_FOUND', 'There is no such issuer in your scope.');
      const found = issuerIds.flatMap((id) => deps.issuers.get(id) ?? []);
      const answer = await report(found, from, to, deps);
      const wanted = format ?? (/text\/csv/.test(event.headers.accept ?? '') ? 'csv' : 'json');
      if (wanted === 'json') return json(200, answer);
      return {
        statusCode: 200,
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="report-${from}-${to}.csv"`,
          'cache-control': 'no-store',
        },
        body: reportCsv(answer, lang),
      };
    },
  },
];

export const handler = apiHandler(routes);
