import type { Language } from '../domain/wording/language.ts';

/** Returns whether a text is the code of a language of the pages. */
export const isLanguage = (text: string | undefined): text is Language => text === 'ar' || text === 'en';

/** The headers of a request by their names in lower case. */
type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** Returns the reader's language: the one in the address, else the one that the browser prefers, else Arabic. */
export function chooseLanguage(requested: string | undefined, acceptLanguage: string | undefined): Language {
  if (isLanguage(requested)) return requested;
  return (
    weighted(acceptLanguage)
      .map((range) => range.slice(0, 2))
      .find(isLanguage) ?? 'ar'
  );
}

/** Chats and networks that read a page's card, whose requests take anything. */
const CARD_READERS =
  /facebookexternalhit|whatsapp|twitterbot|linkedinbot|slackbot|telegrambot|discordbot|skypeuripreview/i;

/**
 * Returns whether a client prefers a page to JSON. Only a client that names HTML does, as every browser does, and one
 * that reads the card of a shared link.
 */
export function prefersPage({ accept, 'user-agent': agent = '' }: RequestHeaders): boolean {
  if ((accept === undefined || accept === '*/*') && CARD_READERS.test(agent)) return true;
  const order = weighted(accept);
  const page = order.findIndex((type) => type === 'text/html' || type === 'application/xhtml+xml');
  const data = order.indexOf('application/json');
  return page >= 0 && (data < 0 || page < data);
}

/** Returns the values of an Accept header by descending weight, in lower case, without refused ones (q=0). */
function weighted(header: string | undefined): string[] {
  // Bounds the work for one header; browsers send far less.
  const values = (header ?? '').slice(0, 500).toLowerCase().split(',');
  return values
    .map((value) => {
      const [name = '', ...parameters] = value.split(';').map((part) => part.trim());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return { name, weight: q === undefined ? 1 : Number(q.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
}
