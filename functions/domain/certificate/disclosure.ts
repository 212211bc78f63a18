import type { DisclosurePolicy } from '../issuer.ts';
import type { CertificateSnapshot } from './certificate.ts';

/** The holder's names as a verification shows them: in full, masked, or not at all. */
export interface DisclosedHolder {
  /** The policy that was applied; for a minor it may be stricter than the issuer's. */
  readonly disclosure: DisclosurePolicy;
  /** Null under `match`: a verifier enters the name instead. */
  readonly nameAr: string | null;
  readonly nameEn: string | null;
}

type DisclosedSnapshot = Pick<CertificateSnapshot, 'disclosure' | 'holder'>;

const BULLET = '•';
const MAX_BULLETS = 3;

/** Returns what the issuer's policy shows of the holder. A minor's name is never shown in full. */
export function disclosedHolder(snapshot: DisclosedSnapshot): DisclosedHolder {
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

/** Returns whether a verifier may check a name against the holder's: wherever the name isn't shown in full. */
export function takesNameMatch(snapshot: DisclosedSnapshot): boolean {
  return appliedPolicy(snapshot) !== 'full';
}

/**
 * Masks a name: `نورة بنت الشمري` → `ن••• ب•• الش•••`. Of each word it keeps the first letter and writes up to three
 * bullets for the rest. It keeps the article as well: nearly every family name begins with it, so it identifies nobody.
 */
export function maskedName(name: string): string {
  return name
    .split(/\s+/u)
    .map((word) => word.normalize('NFC').replace(NOT_LETTERS, ''))
    .filter((word) => word !== '')
    .map((word) => {
      const [article = ''] = ARTICLE.exec(word) ?? [];
      const [first, ...rest] = word.slice(article.length);
      return rest.length === 0
        ? BULLET
        : `${article}${first}${BULLET.repeat(Math.min(MAX_BULLETS, rest.length))}`;
    })
    .join(' ');
}

/**
 * Returns whether a typed name is the holder's whole name, in either script. Ignores what people write differently:
 * vowel marks, hamza seats, ta marbuta, spaces, case, accents and punctuation. All words must be there, in order.
 */
export function nameMatches(typed: string, nameAr: string, nameEn: string): boolean {
  const name = comparableName(typed);
  return name !== '' && (name === comparableName(nameAr) || name === comparableName(nameEn));
}

function appliedPolicy({ disclosure, holder }: DisclosedSnapshot): DisclosurePolicy {
  // For a minor, `full` becomes `masked`; `match` shows less than that and stays.
  return holder.minor && disclosure === 'full' ? 'masked' : disclosure;
}

// Combining marks, format characters and tatweel.
const NOT_LETTERS = /[\p{M}\p{Cf}\u0640]/gu;

// The Arabic article, if at least two letters follow it.
const ARTICLE = /^(?:ال|(?:Al|El)-)(?=\p{L}{2})/iu;

// Letters that people write for the same one, depending on habit and keyboard, and the form to compare by.
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/[أإآٱٲٳ]/gu, 'ا'],
  [/[ىئیېے]/gu, 'ي'],
  [/ؤ/gu, 'و'],
  [/[ةۃەہۀ]/gu, 'ه'],
  [/[کڪ]/gu, 'ك'],
  [/ء/gu, ''],
];

/** Returns a name in the form in which names are compared. */
function comparableName(name: string): string {
  // NFKC splits a lam-alef that was typed as one character; NFD separates marks, so that they can be removed. The
  // variants come before NFD, which would decompose the hamza seats into different letters.
  let folded = name.normalize('NFKC');
  for (const [variants, common] of VARIANTS) folded = folded.replace(variants, common);
  return folded
    .normalize('NFD')
    .replace(NOT_LETTERS, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '');
}
