/** Returns a number as an operand: at most three decimals, never an exponent. */
export function pdfNumber(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** Returns numbers as operands, separated by spaces. */
export function pdfNumbers(values: readonly number[]): string {
  return values.map(pdfNumber).join(' ');
}

/** Returns a number that pdf-lib writes with at most three decimals. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
