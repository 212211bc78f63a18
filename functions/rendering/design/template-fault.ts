/** A template, its art or its wording is broken; says where, for the designer who has just changed it. */
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
