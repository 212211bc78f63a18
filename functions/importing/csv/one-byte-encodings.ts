import { UnreadableFile } from '../../domain/import/import-problem.ts';

/** The upper halves of encodings without a decoder in the runtime, from Unicode's mapping tables. */
const UPPER_HALVES = {
  // Its second set of ASCII signs, for lines from right to left, is left out: hardly any text has them.
  MacArabic:
    'Ä\u00a0ÇÉÑÖÜáàâäں«çéèêëí…îïñó»ôö÷úùûü\u00a0\ufffd\ufffd\ufffd\ufffd٪\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd،\ufffd\ufffd\ufffd٠١٢٣٤٥٦٧٨٩\ufffd؛\ufffd\ufffd\ufffd؟❊ءآأؤإئابةتثجحخدذرزسشصضطظعغ\ufffd\ufffd\ufffd\ufffd\ufffdـفقكلمنهوىيًٌٍَُِّْپٹچەڤگڈڑ\ufffd\ufffd\ufffdژے',
  'DOS 720':
    '\ufffd\ufffdéâ\ufffdà\ufffdçêëèïî\ufffd\ufffd\ufffd\ufffdّْô¤ـûùءآأؤ£إئابةتثجحخدذرزسشص«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ضطظعغفµقكلمنهوىي≡ًٌٍَُِ≈°∙·√ⁿ²■\u00a0',
  'DOS 864':
    '°·∙√▒─│┼┤┬├┴┐┌└┘β∞φ±½¼≈«»ﻷﻸ\ufffd\ufffdﻻﻼ\ufffd\u00a0\u00adﺂ£¤ﺄ\ufffd\ufffdﺎﺏﺕﺙ،ﺝﺡﺥ٠١٢٣٤٥٦٧٨٩ﻑ؛ﺱﺵﺹ؟¢ﺀﺁﺃﺅﻊﺋﺍﺑﺓﺗﺛﺟﺣﺧﺩﺫﺭﺯﺳﺷﺻﺿﻁﻅﻋﻏ¦¬÷×ﻉـﻓﻗﻛﻟﻣﻧﻫﻭﻯﻳﺽﻌﻎﻍﻡﹽّﻥﻩﻬﻰﻲﻐﻕﻵﻶﻝﻙﻱ■\ufffd',
} as const;

/**
 * One-byte encodings in which Arabic or Latin names are written besides Windows-1256. `rarity` is the logarithm of how
 * much more files there are in Windows-1256.
 */
const OTHERS: readonly { encoding: string; rarity: number; decode: (bytes: Buffer) => string }[] = [
  { encoding: 'ISO-8859-6', rarity: 1, decode: (bytes) => new TextDecoder('iso-8859-6').decode(bytes) },
  { encoding: 'Windows-1252', rarity: 1, decode: (bytes) => new TextDecoder('windows-1252').decode(bytes) },
  ...Object.entries(UPPER_HALVES).map(([encoding, upper]) => ({
    encoding,
    rarity: 3,
    decode: decoderOf(upper),
  })),
];

function decoderOf(upper: string): (bytes: Buffer) => string {
  const signs = [...upper];
  return (bytes) =>
    Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : signs[byte - 0x80])).join('');
}

/** Natural logarithm of the odds at which one reading is believed: about 150 to 1. */
const DECISIVE = 5;

/**
 * Checks that text which is not UTF-8 is Windows-1256: by how likely its letters are in each encoding. Many names read
 * as other names in another encoding, so bytes that leave it open are refused.
 *
 * @throws UnreadableFile FILE_ENCODING_UNREAD or FILE_ENCODING_UNCLEAR, with how the text reads.
 */
export function checkWindows1256(bytes: Buffer): void {
  const reading = new TextDecoder('windows-1256').decode(bytes);
  const likelihood = likelihoodOf(reading);
  const [best] = OTHERS.map(({ encoding, rarity, decode }) => {
    const text = withoutShapes(decode(bytes));
    return { encoding, text, lead: likelihood - likelihoodOf(text) + rarity };
  })
    .filter(({ text }) => text !== reading)
    .sort((a, b) => a.lead - b.lead);
  if (best === undefined || best.lead >= DECISIVE) return;
  if (best.lead <= -DECISIVE)
    throw new UnreadableFile({ code: 'FILE_ENCODING_UNREAD', facts: { encoding: best.encoding } });
  const [own, other] = firstDifference(reading, best.text);
  const facts = { reading: own, otherReading: other, otherEncoding: best.encoding };
  throw new UnreadableFile({ code: 'FILE_ENCODING_UNCLEAR', facts });
}

/** Replaces the shapes of Arabic letters, in which DOS 864 stores them, with the letters. */
const withoutShapes = (text: string) => text.replace(/[\ufb50-\ufefc]/g, (shape) => shape.normalize('NFKC'));

/** Returns the first cell that the two texts read differently. */
function firstDifference(one: string, other: string): readonly [string, string] {
  const cells = one.split(BETWEEN_CELLS);
  const others = other.split(BETWEEN_CELLS);
  const index = cells.findIndex((cell, n) => cell !== others[n]);
  return [shortened(cells[index] ?? one), shortened(others[index] ?? other)];
}

const BETWEEN_CELLS = /[,;\t|"\r\n]+/;
const MAX_SHOWN = 40;
const shortened = (text: string) => [...text.trim()].slice(0, MAX_SHOWN).join('');

/** Frequencies of the letters in Arabic names and words, in thousandths. */
const ARABIC: Readonly<Record<string, number>> = {
  ...{ ا: 140, ل: 110, ي: 80, م: 70, ن: 65, ر: 55, و: 50, ت: 45, ب: 45, د: 45, ع: 40, ه: 40, س: 35, ة: 35 },
  ...{ ف: 30, ح: 30, ق: 25, ك: 22, أ: 20, ج: 18, ش: 18, ص: 15, ط: 12, خ: 12, ز: 12, ى: 10, إ: 10, ض: 10 },
  ...{ غ: 9, ذ: 8, ث: 7, ء: 6, ئ: 5, آ: 3, ظ: 2.5, ؤ: 1.5, ـ: 1 },
};

/** Natural logarithms of how likely other signs are. */
const LIKELIHOODS: readonly (readonly [RegExp, number])[] = [
  [/[\u0600-\u0605\u0610-\u061a\u064b-\u065f]/, -8],
  [/[،؛؟٠-٩۰-۹\u00a0]/, -6],
  [/[پچژگکےںہھٹڈڑ]/, -8],
  [/[\u2010-\u2026«»\u200c-\u200f]/, -7],
  [/[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]/, -5],
];
const UNLIKELY = -12;
/** An Arabic letter next to a Latin one, or a letter where none is written. */
const MISPLACED = -8;

/** Returns the logarithm of how likely a text is, by its signs beyond ASCII. */
function likelihoodOf(text: string): number {
  let sum = 0;
  let before = '';
  for (const sign of text) {
    if (sign > '\x7f') sum += likelihoodOfSign(sign);
    const isPair = (one: RegExp, two: RegExp) => one.test(before) && two.test(sign);
    if (isPair(LATIN, ARABIC_LETTER) || isPair(ARABIC_LETTER, LATIN)) sum += MISPLACED;
    if (isPair(LAST_LETTERS, ARABIC_LETTER) || isPair(NO_LETTER, MARK)) sum += MISPLACED;
    before = sign;
  }
  return sum;
}

const LATIN = /[a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]/i;
const ARABIC_LETTER = /[\u0621-\u063a\u0641-\u064a]/;
/** Letters that only end a word. */
const LAST_LETTERS = /[ىة]/;
const NO_LETTER = /[^\p{L}\p{M}]/u;
const MARK = /[\u064b-\u0652]/;

function likelihoodOfSign(sign: string): number {
  const frequency = ARABIC[sign];
  if (frequency !== undefined) return Math.log(frequency / 1000);
  return LIKELIHOODS.find(([pattern]) => pattern.test(sign))?.[1] ?? UNLIKELY;
}
