/** The digits of a number: `arab` ٠١٢, `latn` 012. */
export type Digits = 'arab' | 'latn';

/** Returns a whole number with its thousands grouped: `١٬٢٣٤`, `1,234`. */
export function wholeNumber(value: number, digits: Digits): string {
  const grouped = String(value).replace(/\B(?=(\d{3})+(?!\d))/g, digits === 'arab' ? '٬' : ',');
  return inDigits(grouped, digits);
}

/** Returns the text with its digits 0–9 replaced. */
export function inDigits(text: string, digits: Digits): string {
  if (digits === 'latn') return text;
  let written = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    written += code >= 0x30 && code <= 0x39 ? String.fromCharCode(code + 0x630) : text.charAt(i);
  }
  return written;
}
