/** Follows the runs of a text in the XML of a workbook, to know those that are struck out. */
export class StruckRun {
  #isInProperties = false;
  #isStruck = false;

  open(name: string, { val }: Readonly<Record<string, string>>): void {
    if (name === 'r') this.#isStruck = false;
    else if (name === 'rPr') this.#isInProperties = true;
    else if (name === 'strike' && this.#isInProperties) this.#isStruck = !['0', 'false'].includes(val ?? '1');
  }

  close(name: string): void {
    if (name === 'rPr') this.#isInProperties = false;
    else if (name === 'r') this.#isStruck = false;
  }

  /** Returns whether a text of the run is struck out. */
  strikes(text: string): boolean {
    return this.#isStruck && text.trim() !== '';
  }
}
