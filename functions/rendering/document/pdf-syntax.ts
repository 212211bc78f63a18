/** A number as PDF writes it: at most three decimals, never an exponent. */
export function pdfNumber(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

export function pdfNumbers(values: readonly number[]): string {
  return values.map(pdfNumber).join(' ');
}

/** A text string: ASCII as it is, anything else as UTF-16 with a byte order mark; for latin-1 output. */
export function pdfText(text: string): string {
  if (isPrintableAscii(text)) return `(${text.replace(/[()\\]/g, '\\$&')})`;
  let out = '(\xfe\xff';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out += escapedByte(code >> 8) + escapedByte(code & 255);
  }
  return `${out})`;
}

/** A date string in UTC, of an ISO instant. */
export function pdfDate(instant: string): string {
  return `(D:${instant.replace(/[-:T]/g, '').slice(0, 14)}Z)`;
}

export function isPrintableAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126) return false;
  }
  return true;
}

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
