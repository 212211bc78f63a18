/** A link in a link in a link is percent-encoded three times; a mail filter on each way adds one more. */
const MOST_DECODINGS = 8;
/** Marks that nobody sees, those that make a picture of a digit, and the line ends that quoted-printable messages insert. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\u20e3|\ufe0f|=\r?\n/gu;
/** Dashes between groups as they are read out and taken down in words. */
const SPOKEN_DASH =
  /(?<=[0-9A-Za-z٠-٩])\s+(?:dash|hyphen|minus|dot|شرط[ةه]|داش|ناقص|نقط[ةه])\s+(?=[0-9A-Za-z٠-٩])/giu;
const FEWEST_SPOKEN_DASHES = 3;
/** The mark of a quoted message at the beginning of a line. */
const QUOTED = /\r?\n(?:[ \t]*>)+/g;
/** Characters as HTML writes them: by number, and the spaces and dashes that have names. */
const NUMBERED = /&#(x[0-9a-f]{1,6}|\d{1,7});/gi;
const NAMED_SEPARATOR = /&(?:nbsp|ensp|emsp|thinsp|ndash|mdash|minus|hyphen|dash|middot|bull);/gi;
const NAMED_INVISIBLE = /&(?:shy|zwnj|zwj|lrm|rlm);|<wbr ?\/?>/gi;
/** Latin letters and digits of full width, and those in the styles of mathematics, which posts use for emphasis. */
const STYLED =
  /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u2468\u24b6-\u24ea\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}]/gu;
const PERCENT_ENCODED = /(?:%[0-9a-f]{2})+/gi;
/** A link as Proofpoint's second URL Defense wraps it: a dash for each percent sign, a low line for each slash. */
const PROOFPOINT = /urldefense\.proofpoint\.com\/v2\/url\?u=([^&\s]*)/gi;
/** A link in Base64, as mail filters and searches wrap one: it begins with `http` or `HTTP`. */
const BASE64_LINK = /(?:aHR0|SFRU)[\w+/-]{20,}/g;
/** JSON in Base64, in which newsletters wrap a link: it begins with `{"`. */
const BASE64_JSON = /eyJ[\w+/-]{40,}/g;
/** A dash in UTF-8 that was read as Windows-1252. */
const MISREAD_DASH = /â(?:€[\u0090-\u0094‘’“”]|ˆ’)/g;
/** The printed groups, or an ID without separators. */
const ID = '(?:[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-\\d\\d|[0-9A-Z]{16}\\d\\d)(?![0-9A-Z])';
/** A line end or a tab as programs write it, and the equals sign of a quoted-printable message: only before a whole ID. */
const ESCAPED = new RegExp(`(?:\\\\[nrt]|=3D)(?=${ID})`, 'gi');
/** The printed groups in a quoted-printable message that encodes dashes too. */
const ENCODED_GROUPS =
  /(?<![0-9A-Z])([0-9A-Z]{4})=2D([0-9A-Z]{4})=2D([0-9A-Z]{4})=2D([0-9A-Z]{4})=2D(\d\d)(?![0-9A-Z])/gi;
/** The same text a second time, as it stands in a field into which somebody pasted twice. */
const TWICE = /^\s*(\S{18,2048})\s*\1\s*$/;

/** Returns a text with links decoded, without invisible marks, its digits and full-width letters in ASCII. */
export function decodedText(text: string): string {
  let decoded = text
    .replace(QUOTED, '\n')
    .replace(NUMBERED, (_, number: string) => characterOf(number))
    .replace(NAMED_SEPARATOR, '-')
    .replace(NAMED_INVISIBLE, '')
    .replace(MISREAD_DASH, '-')
    .replace(ENCODED_GROUPS, '$1-$2-$3-$4-$5')
    .replace(ESCAPED, ' ');
  for (let times = 0; times < MOST_DECODINGS; times += 1)
    decoded = decoded.replace(PERCENT_ENCODED, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  // Fewer may be a group of an ID: its symbols spell `DASH` too.
  if ((decoded.match(SPOKEN_DASH)?.length ?? 0) >= FEWEST_SPOKEN_DASHES)
    decoded = decoded.replace(SPOKEN_DASH, '-');
  return decoded
    .replace(
      PROOFPOINT,
      (_, link: string) =>
        ` ${link.replaceAll('_', '/').replace(/-([0-9A-F]{2})/g, (__, code: string) => characterOf(`x${code}`))} `,
    )
    .replace(BASE64_LINK, (packed) => ` ${fromBase64(packed)} `)
    .replace(BASE64_JSON, (packed) => ` ${packed} ${fromBase64(packed)} `)
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .replace(TWICE, '$1')
    .replace(STYLED, (styled) => styled.normalize('NFKC'))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
      String(((digit.charCodeAt(0) - 0x660) % 0x90) % 10),
    );
}

/** Returns the character of a number as HTML writes it: decimal, or hexadecimal after an x; a space where there is none. */
function characterOf(number: string): string {
  const code = Number(/^x/i.test(number) ? `0${number}` : number);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** Returns a text of ASCII from Base64 of either alphabet; nothing where it is none. */
function fromBase64(packed: string): string {
  const symbols = packed.replaceAll('-', '+').replaceAll('_', '/');
  try {
    // One symbol alone stands for nothing.
    return atob(symbols.length % 4 === 1 ? symbols.slice(0, -1) : symbols);
  } catch {
    return '';
  }
}
