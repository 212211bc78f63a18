import type { Command } from 'commander';
import type { AuditProgress } from '../../audit/audit.ts';
import { withExamples } from '../arguments/examples.ts';
import { setNegativeExitCode } from '../output/print-list.ts';
import { facts, table } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import type { NamedRecords } from '../session/audit-source.ts';
import {
  type GlobalOptions,
  note,
  print,
  printJson,
  serviceAddress,
  type Words,
} from '../session/session.ts';

export function addAudit(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('audit')
    .description(help.commands.audit)
    .option('--table <name>', help.options.table)
    .option('--bucket <name>', help.options.bucket);
  withExamples(command, help, ['audit', 'audit --table TABLE --bucket BUCKET --json']).action(
    async (options: NamedRecords, self: Command) => {
      const { url, json } = self.optsWithGlobals<GlobalOptions>();
      // Loaded only here, with the clients it needs: no other command reads the records themselves.
      const { auditSource } = await import('../session/audit-source.ts');
      const { audit } = await import('../../audit/audit.ts');
      const source = await auditSource(options, serviceAddress(url, messages), words);
      const live = process.stderr.isTTY === true;
      const onProgress = ({ itemsRead, documentsRead, documents }: AuditProgress) => {
        if (live && (itemsRead + documentsRead) % 100 === 0) {
          process.stderr.write(`\r\x1b[2K${messages.auditing(itemsRead, documentsRead, documents)}`);
        }
      };
      const report = await audit(source, { now: new Date(), onProgress });
      if (live) process.stderr.write('\r\x1b[2K');
      if (report.findings.length > 0) setNegativeExitCode();
      if (json) {
        printJson(report);
        return;
      }
      const { certificates, ...counts } = report.counts;
      print(
        facts(
          [...Object.entries(counts), ...Object.entries(certificates)].map(([what, count]) => [
            termOf(messages, what),
            count,
          ]),
        ),
      );
      if (report.findings.length === 0) {
        print(report.counts.items === 0 ? messages.auditEmpty : messages.auditFine);
        return;
      }
      print(
        table(
          messages.auditHeadings,
          report.findings.map(({ rule, subject, message }) => [rule, subject, message]),
        ),
      );
      note(messages.auditWrong(report.findings.length));
    },
  );
}
