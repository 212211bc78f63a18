import * as z from 'zod';

/**
 * The parts of the API's answers that the command line relies on. Every shape is open: fields that a newer
 * service adds pass through untouched, so `--json` prints what the service said.
 */

const listPage = z.looseObject({
  items: z.array(z.looseObject({})),
  cursor: z.string().nullish(),
});
export type ListItem = Readonly<Record<string, unknown>>;

const importTicket = z.looseObject({
  importId: z.string(),
  uploadUrl: z.string(),
  uploadHeaders: z.record(z.string(), z.string()).optional(),
});

const importProblem = z.looseObject({
  severity: z.string().nullish(),
  file: z.string().nullish(),
  worksheet: z.string().nullish(),
  row: z.number().nullish(),
  column: z.string().nullish(),
  value: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string().nullish(),
  fix: z.string().nullish(),
});
export type ImportProblem = z.infer<typeof importProblem>;

const importReport = z.looseObject({
  importId: z.string(),
  state: z.string(),
  dryRun: z.boolean().optional(),
  counts: z.record(z.string(), z.unknown()).nullish(),
  problemCount: z.number().nullish(),
  noteCount: z.number().nullish(),
  problemsCsv: z.string().nullish(),
  problems: z.array(importProblem).nullish(),
});
export type ImportReport = z.infer<typeof importReport>;

const batchCounts = z.looseObject({
  requested: z.number().default(0),
  issued: z.number().default(0),
  alreadyIssued: z.number().default(0),
  refused: z.number().default(0),
  failed: z.number().default(0),
  eligible: z.number().optional(),
  left: z.number().optional(),
  changed: z.number().optional(),
});
export type BatchCounts = z.infer<typeof batchCounts>;

const batch = z.looseObject({
  batchId: z.string(),
  state: z.string(),
  dryRun: z.boolean().optional(),
  counts: batchCounts,
  reasons: z.record(z.string(), z.number()).optional(),
});
export type BatchAnswer = z.infer<typeof batch>;

const batchItem = z.looseObject({
  volunteerId: z.string(),
  opportunityId: z.string(),
  outcome: z.string(),
  certificateId: z.string().nullish(),
  reason: z.string().nullish(),
  facts: z.record(z.string(), z.unknown()).optional(),
});
export type BatchItem = z.infer<typeof batchItem>;

const verification = z.looseObject({
  result: z.string(),
  certificateId: z.string().nullish(),
  displayId: z.string().nullish(),
});
export type Verification = z.infer<typeof verification>;

const problem = z.looseObject({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  message: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

const building = z.looseObject({ ready: z.number().default(0), parts: z.number().default(1) });
const linkedParts = z.looseObject({ items: z.array(z.looseObject({ url: z.string() })) });

export const ANSWERS = {
  building,
  linkedParts,
  listPage,
  importTicket,
  importReport,
  batch,
  batchItem,
  verification,
  problem,
};
