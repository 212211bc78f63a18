/** CPU time on one core, as measured. */
export interface ProcessorTime {
  readonly milliseconds: number;
  readonly of: string;
  /** The command that measures it, and when it did last. */
  readonly by: string;
  readonly on: string;
}

/** The times that the estimate reckons with. They differ from machine to machine, so that no test compares them. */
export const PROCESSOR_TIMES = {
  certificate: {
    milliseconds: 4.1,
    of: 'a certificate with its credential in a large batch, in the worker',
    by: 'node test/bench/batch-cost.ts --warm-up=2000 10000',
    on: '2026-12-01',
  },
  verification: {
    milliseconds: 1.1,
    of: 'a verification with its read, in the function',
    by: 'node test/bench/verification-cpu.ts',
    on: '2026-11-29',
  },
  picture: {
    milliseconds: 67,
    of: 'the picture of an email, drawn and packed',
    by: 'node test/bench/picture-cpu.ts',
    on: '2026-12-01',
  },
} as const satisfies Record<string, ProcessorTime>;
