/** Which digits a number is written with: ٠١٢ or 012. */
export type Digits = 'arab' | 'latn';

/** A whole number with thousands grouped from four digits on: `١٬٢٣٤`, `1,234`. */
export function wholeNumber(value: number, digits: Digits): string {
  const grouped = String(value).replace(/\B(?=(\d{3})+(?!\d))/g, digits === 'arab' ? '٬' : ',');
  return inDigits(grouped, digits);
}

/** Replaces the digits 0–9 of a text. */
export function inDigits(text: string, digits: Digits): string {
  if (digits === 'latn') return text;
  let written = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    written += code >= 0x30 && code <= 0x39 ? String.fromCharCode(code + 0x630) : text.charAt(i);
  }
  return written;
}
