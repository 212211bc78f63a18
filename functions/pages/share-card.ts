import type { NamedIssuer, VerificationAnswer } from '../domain/certificate/verification.ts';
import { nameIn, titleIn } from '../domain/wording/language.ts';
import type { Fragment } from './html.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';

/** What chats and networks show for a link to a page. */
export interface ShareCard {
  readonly title: string;
  readonly description: string;
  /** The path of a picture of 1200 × 630 pixels. */
  readonly imagePath: string;
}

/**
 * Returns the card of an answer: what the certificate is about and who issued it, with the holder's name only where the
 * issuer's policy shows it. Chats keep a card for years: it has no result and no hours, which a revocation would end.
 */
export function shareCardOf(context: PageContext, answer: VerificationAnswer): ShareCard {
  const { words, issuers, cardPath } = context;
  const { card } = words;
  if (!('issuer' in answer)) return { title: card.title, description: card.description, imagePath: cardPath };
  const about = answer.result === 'valid' ? aboutOf(context, answer) : [];
  return {
    title: [card.title, ...about].join(' · '),
    description: `${nameOf(context, answer.issuer)} · ${card.description}`,
    imagePath: issuers.get(answer.issuer.issuerId)?.cardPath ?? cardPath,
  };
}

function aboutOf(
  { language }: PageContext,
  { holder, opportunity }: Extract<VerificationAnswer, { readonly result: 'valid' }>,
): string[] {
  const name = nameIn(language, holder);
  const title = titleIn(language, opportunity);
  return holder.disclosure === 'full' && name !== null ? [name, title] : [title];
}

const nameOf = ({ language }: PageContext, issuer: NamedIssuer): string => nameIn(language, issuer);

/** Renders a card as the elements of a page's head that chats and networks read. */
export function cardElements(
  { baseUrl, words, language }: PageContext,
  path: string,
  { title, description, imagePath }: ShareCard,
): Fragment {
  const image = `${baseUrl}${imagePath}`;
  return html`
<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${words.site}">
<meta property="og:locale" content="${language === 'ar' ? 'ar_SA' : 'en_GB'}">
<meta property="og:url" content="${`${baseUrl}${path}?lang=${language}`}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:image" content="${image}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">`;
}
