/** Returns a number in PDF syntax: at most three decimals, never an exponent. */
export function pdfNumber(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** Returns numbers in PDF syntax, separated by spaces. */
export function pdfNumbers(values: readonly number[]): string {
  return values.map(pdfNumber).join(' ');
}

/**
 * Returns a text string for latin-1 output: printable ASCII unchanged, anything else as UTF-16 with a byte order mark.
 */
export function pdfText(text: string): string {
  if (isPrintableAscii(text)) return `(${text.replace(/[()\\]/g, '\\$&')})`;
  let out = '(\xfe\xff';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out += escapedByte(code >> 8) + escapedByte(code & 255);
  }
  return `${out})`;
}

/** Returns a date string in UTC for an ISO 8601 instant. */
export function pdfDate(instant: string): string {
  return `(D:${instant.replace(/[-:T]/g, '').slice(0, 14)}Z)`;
}

function isPrintableAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126) return false;
  }
  return true;
}

/** Returns a byte of a literal string, escaped where the syntax requires it. */
function escapedByte(byte: number): string {
  switch (byte) {
    case 0x28:
      return '\\(';
    case 0x29:
      return '\\)';
    case 0x5c:
      return '\\\\';
    case 0x0d:
      return '\\r';
    case 0x0a:
      return '\\n';
    default:
      return String.fromCharCode(byte);
  }
}
