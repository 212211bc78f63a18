/** A mistake in the layout, wording or art of a design, with file and line. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
    this.file = file;
    this.line = line;
  }
}
