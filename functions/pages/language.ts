export const LANGUAGES = ['ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (text: string | undefined): text is Language => text === 'ar' || text === 'en';

/** The reader's language: what the address asks for, else what the browser prefers, else Arabic. */
export function chooseLanguage(asked: string | undefined, acceptLanguage: string | undefined): Language {
  if (isLanguage(asked)) return asked;
  return (
    weighted(acceptLanguage)
      .map((range) => range.slice(0, 2))
      .find(isLanguage) ?? 'ar'
  );
}

/** Whether a page is wanted rather than JSON: only who names HTML gets it, as every browser does. */
export function prefersPage(accept: string | undefined): boolean {
  const order = weighted(accept);
  const page = order.findIndex((type) => type === 'text/html' || type === 'application/xhtml+xml');
  const data = order.indexOf('application/json');
  return page >= 0 && (data < 0 || page < data);
}

/** The values of an Accept header by falling weight, in lower case; refused ones (q=0) are left out. */
function weighted(header: string | undefined): string[] {
  // Nobody needs more; it bounds the work that a stranger's header can cause.
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
