/** Returns a text with the digits of Arabic and Persian keyboards as ASCII. */
export const asciiDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
