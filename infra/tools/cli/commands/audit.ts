import type { Command } from 'commander';
import type { AuditProgress, AuditReport } from '../../audit/audit.ts';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { progressLine } from '../output/progress-line.ts';
import { facts, table } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import type { NamedRecords } from '../session/audit-source.ts';
import { setNegativeExitCode } from '../session/exit-codes.ts';
import { addressOf, type Words } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';

/** Adds `audit`: checks the table and the bucket themselves, without the API. */
export function addAudit(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('audit')
    .description(help.commands.audit)
    .option('--table <name>', help.options.table)
    .option('--bucket <name>', help.options.bucket)
    .option('--record-key <id>', help.options.recordKey)
    .option('--keys <file>', help.options.keys);
  withExamples(command, help, [
    'audit',
    'audit --table TABLE --bucket BUCKET --record-key RECORDKEY --json',
  ]).action(async (options: NamedRecords, self: Command) => {
    const { address, json } = addressOf(self, words);
    // Loaded on demand, because the AWS clients slow down every other command.
    const { auditSource } = await import('../session/audit-source.ts');
    const { audit } = await import('../../audit/audit.ts');
    const source = await auditSource(options, address, words);
    const onProgress = ({ itemsRead, documentsRead, documents }: AuditProgress) => {
      if ((itemsRead + documentsRead) % 100 === 0)
        progressLine.show(messages.auditing(itemsRead, documentsRead, documents));
    };
    const report = await audit(source, { now: new Date(), onProgress });
    progressLine.clear();
    if (report.findings.length > 0) setNegativeExitCode();
    if (json) printJson(report);
    else printReport(report, messages);
  });
}

function printReport({ counts, findings }: AuditReport, messages: Messages): void {
  const { certificates, ...others } = counts;
  const rows = [...Object.entries(others), ...Object.entries(certificates)];
  print(facts(rows.map(([name, count]) => [termOf(messages, name), count])));
  if (findings.length === 0) {
    print(counts.items === 0 ? messages.auditEmpty : messages.auditFine);
    return;
  }
  print(
    table(
      messages.auditHeadings,
      findings.map(({ rule, subject, message }) => [rule, subject, message]),
    ),
  );
  printNote(messages.auditWrong(findings.length));
}
