import type { Language } from '../../domain/wording/language.ts';
import type { TextStyle } from '../document/text-pages.ts';

export const INK = '0.114 0.157 0.145';
export const GREY = '0.338 0.376 0.353';
const GOLD = '0.502 0.376 0.165';
export const GREEN = '0.055 0.353 0.271';
export const PALE_GOLD = '0.804 0.725 0.541';
export const HAIRLINE = '0.86 0.885 0.87';
export const BAND = '0.937 0.957 0.945';

/** Styles of the texts outside tables. */
export const TRANSCRIPT_STYLES: Record<
  'issuer' | 'small' | 'title' | 'body' | 'name' | 'heading' | 'note',
  Record<Language, TextStyle>
> = {
  issuer: {
    ar: { face: 'plex-semibold', size: 13, colour: GREEN, leading: 1.5 },
    en: { face: 'plex-semibold', size: 10.5, colour: GREEN, leading: 1.5 },
  },
  small: {
    ar: { face: 'plex', size: 8, colour: GREY, leading: 1.6 },
    en: { face: 'plex', size: 7.4, colour: GREY, leading: 1.6 },
  },
  title: {
    ar: { face: 'amiri-bold', size: 25, colour: GREEN, leading: 1.5 },
    en: { face: 'plex', size: 11, colour: GOLD, leading: 1.5 },
  },
  body: {
    ar: { face: 'plex', size: 10, colour: INK, leading: 1.75 },
    en: { face: 'plex', size: 9, colour: INK, leading: 1.6 },
  },
  name: {
    ar: { face: 'amiri', size: 19, colour: GREEN, leading: 1.5 },
    en: { face: 'amiri', size: 15.5, colour: GREEN, leading: 1.5 },
  },
  heading: {
    ar: { face: 'plex-semibold', size: 11, colour: GREEN, leading: 1.6 },
    en: { face: 'plex-semibold', size: 9.5, colour: GREEN, leading: 1.6 },
  },
  note: {
    ar: { face: 'plex', size: 7.8, colour: GREY, leading: 1.65 },
    en: { face: 'plex', size: 7, colour: GREY, leading: 1.55 },
  },
};

/** Styles of the texts of a cell, by the kind of cell. */
export const CELL_STYLES: Record<'heading' | 'cell' | 'subtotal' | 'total', Record<Language, TextStyle>> = {
  heading: {
    ar: { face: 'plex-semibold', size: 8.2, colour: GREEN, leading: 1.5 },
    en: { face: 'plex', size: 6.8, colour: GREEN, leading: 1.35 },
  },
  cell: {
    ar: { face: 'plex', size: 8.4, colour: INK, leading: 1.5 },
    en: { face: 'plex', size: 7.2, colour: GREY, leading: 1.35 },
  },
  subtotal: {
    ar: { face: 'plex', size: 8.2, colour: GREEN, leading: 1.4 },
    en: { face: 'plex', size: 6.8, colour: GREY, leading: 1.3 },
  },
  total: {
    ar: { face: 'plex-semibold', size: 8.8, colour: GREEN, leading: 1.5 },
    en: { face: 'plex', size: 7.4, colour: GREEN, leading: 1.35 },
  },
};

/** Style of a certificate ID, which is alone in its cell, on the baseline of the Arabic beside it. */
export const ID_STYLE: TextStyle = { face: 'plex', size: 7.2, colour: INK, leading: 1.8 };

/** Returns the style of a time in a cell: in the Arabic face of titles, whose zero is twice as large. */
export const timeStyle = (style: TextStyle, language: Language): TextStyle =>
  language === 'ar'
    ? { ...style, face: 'amiri-bold', size: style.size * 1.15, leading: style.leading / 1.15 }
    : style;
