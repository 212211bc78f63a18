import { Refusal } from '../../domain/refusal.ts';
import * as reports from '../../routes/reports.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer, csvFile } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { requirePeriod } from '../../runtime/http/require-period.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoReportRegister } from '../../storage/dynamo/dynamo-report-register.ts';
import { buildReport } from '../../workflows/reports/report.ts';
import { reportCsv } from '../../workflows/reports/report-csv.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const deps = {
  ...wireLedger(),
  reports: new DynamoReportRegister(dynamoClient(PEOPLE), TABLE_NAME),
};

export const handler = apiHandler<'reports/reports'>([
  implement(reports.getReport, async ({ caller, query, event }) => {
    const { from, to, issuer, format, lang } = query;
    requirePeriod({ from, to });
    const issuerIds = issuersInScope(caller, deps.issuers.keys(), issuer);
    if (issuerIds.length === 0) throw new Refusal('NOT_FOUND', 'There is no such issuer in your scope.');
    const issuers = issuerIds.flatMap((issuerId) => deps.issuers.get(issuerId) ?? []);
    const figures = await buildReport(issuers, from, to, deps);
    const wanted = format ?? (/text\/csv/.test(event.headers.accept ?? '') ? 'csv' : 'json');
    if (wanted === 'json') return answer(200, figures);
    return csvFile(`report-${from}-${to}.csv`, reportCsv(figures, lang));
  }),
]);
