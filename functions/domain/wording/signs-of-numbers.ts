export const DASH = '\\-\u2010-\u2015\u2212';
/** Letters that read from left to right, and the signs of measures. */
export const LATIN = '\\p{Script=Latin}µμΩ';
export const LATIN_LETTER = new RegExp(`[${LATIN}]`, 'u');
export const COMPARISON = '<>≤≥≈';
export const RELATION = `${COMPARISON}=~→`;
export const SPACE = '[ \u00A0\u202F]';
export const ONE_SPACE = new RegExp(`^${SPACE}$`, 'u');
export const SPACED_OPERATOR = new RegExp(`^${SPACE}[/+*×÷&:${RELATION}${DASH}]${SPACE}$`, 'u');
/** Units of measure, currency, the day and the month in Latin letters, which read in one direction with their number. */
const ONE_UNIT =
  '(?:[kcmnµμd]?m[²³23]?|(?:mc|[kmnµμ])?g|[mcdµμ]?l|[kmµμn]?mol|m?eq|m?osm|kcal|cal|k?j|[kmgt]b|mmhg|cmh2o|k?pa|bpm|rpm|m?iu|u|units?' +
  '|[kmg]?hz|k?w|kwh|[kmµμ]?v|ma|[kmµμ]?Ω|m?gy|[mµμ]?sv|db|cc|fr|oz|lbs?|ft|in|inch(?:es)?|h|hrs?|hours?' +
  '|mins?|minutes?|secs?|seconds?|s|ms|days?|weeks?|months?|years?|yrs?|kmh|[ap]m|[ap]\\.m|gmt|utc|ksa|ast|fm|[cf]|sar|sr|usd|iqd|eur' +
  '|cells?|copies|beats|breaths|doses?|tablets?|tabs?|sessions?|credits?|points?|cme|cpd|ceus?' +
  '|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?' +
  '|nov(?:ember)?|dec(?:ember)?)';
/** `mL/min/1.73m²` */
const UNITS = `${ONE_UNIT}(?:/[0-9.]*${ONE_UNIT})*`;
export const UNIT = new RegExp(`^${UNITS}$`, 'i');
/** A number at the end of a phrase, with its sign or unit; one that ends a Latin word, as in `COVID-19`, is a part of that. */
export const NUMBER_AT_END = new RegExp(
  `(?<![${LATIN}][0-9.,:/${DASH}]*)[0-9][%٪‰°′″+\\p{Sc}]*(?:${SPACE}?(?:°[CF]|[%٪‰]|${UNITS}))?$`,
  'iu',
);
/** Units and signs after which no further digits belong to a number: `5 mg`, `50%`, `18+`. */
export const CLOSED_NUMBER_AT_END = new RegExp(
  `(?<![${LATIN}][0-9.,:/${DASH}]*)[0-9](?:[%٪‰+\\p{Sc}]+|${SPACE}?(?:[%٪‰]|${UNITS}))$`,
  'iu',
);
