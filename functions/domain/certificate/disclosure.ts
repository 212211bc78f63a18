import type { DisclosurePolicy } from '../issuer.ts';
import type { CertificateSnapshot } from './certificate.ts';

/** The holder as a verification shows them: both names, both masked, or none at all. */
export interface DisclosedHolder {
  /** The policy that was applied, which the issuer's own may be stricter than for a minor. */
  readonly disclosure: DisclosurePolicy;
  /** Null under `match`: the asker types the name instead. */
  readonly nameAr: string | null;
  readonly nameEn: string | null;
}

type Disclosing = Pick<CertificateSnapshot, 'disclosure' | 'holder'>;

const BULLET = '•';
const MOST_BULLETS = 3;

/** What the issuer's policy lets anyone see of the holder. A minor's name is never shown in full. */
export function disclosedHolder(snapshot: Disclosing): DisclosedHolder {
  const { nameAr, nameEn } = snapshot.holder;
  const disclosure = appliedPolicy(snapshot);
  switch (disclosure) {
    case 'full':
      return { disclosure, nameAr, nameEn };
    case 'masked':
      return { disclosure, nameAr: maskedName(nameAr), nameEn: maskedName(nameEn) };
    case 'match':
      return { disclosure, nameAr: null, nameEn: null };
  }
}

/** Whether anyone may ask if a name is the holder's; where the name is shown there is nothing to ask. */
export function takesNameMatch(snapshot: Disclosing): boolean {
  return appliedPolicy(snapshot) !== 'full';
}

/**
 * `نورة بنت الشمري` → `ن••• ب•• الش•••`: the first letter of each part and at most three bullets for the rest. The
 * article is no letter of a name: nearly every family name begins with it, so that it would tell nobody apart.
 */
export function maskedName(name: string): string {
  return name
    .split(/\s+/u)
    .map((part) => part.normalize('NFC').replace(UNWRITTEN, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [article = ''] = ARTICLE.exec(part) ?? [];
      const [first, ...rest] = part.slice(article.length);
      return rest.length === 0
        ? BULLET
        : `${article}${first}${BULLET.repeat(Math.min(MOST_BULLETS, rest.length))}`;
    })
    .join(' ');
}

/**
 * Whether a typed name is the holder's whole name, in either script. Forgiving in what people write differently
 * (vowel marks, seats of hamza, ta marbuta, spaces in عبد الله, case, accents, hyphens), strict in everything
 * else: every part must be there, in its order.
 */
export function nameMatches(typed: string, nameAr: string, nameEn: string): boolean {
  const name = comparableName(typed);
  return name !== '' && (name === comparableName(nameAr) || name === comparableName(nameEn));
}

function appliedPolicy({ disclosure, holder }: Disclosing): DisclosurePolicy {
  // `match` shows less than a mask, so a minor keeps it.
  return holder.minor && disclosure === 'full' ? 'masked' : disclosure;
}

// Marks, tatweel and invisible signs: nothing a person counts as a letter.
const UNWRITTEN = /[\p{M}\p{Cf}\u0640]/gu;

// The article, where a name of two letters or more follows it.
const ARTICLE = /^(?:ال|(?:Al|El)-)(?=\p{L}{2})/iu;

// Letters that the same name is written with by different hands and keyboards.
const ONE_LETTER: readonly (readonly [RegExp, string])[] = [
  [/[أإآٱٲٳ]/gu, 'ا'],
  [/[ىئیېے]/gu, 'ي'],
  [/ؤ/gu, 'و'],
  [/[ةۃەہۀ]/gu, 'ه'],
  [/[کڪ]/gu, 'ك'],
  [/ء/gu, ''],
];

function comparableName(name: string): string {
  // NFKC first, since a lam-alef typed as one sign has to become two; NFD then sets marks free to be dropped.
  // Seats of hamza are folded before that, or NFD would make an alef of one hand and a yeh of the other.
  let letters = name.normalize('NFKC');
  for (const [variants, letter] of ONE_LETTER) letters = letters.replace(variants, letter);
  return letters
    .normalize('NFD')
    .replace(UNWRITTEN, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '');
}
