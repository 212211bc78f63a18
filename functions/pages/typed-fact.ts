import { orderedText } from '../domain/wording/directional-text.ts';
import { directionOf, type Language } from '../domain/wording/language.ts';
import { type Html, html } from './html.ts';

/** Renders a text that people have typed, isolated in the direction of its language and with its numbers in order. */
export const typedFact = (text: string, language: Language): Html =>
  html`<bdi lang="${language}" dir="${directionOf(language)}">${orderedText(text, language)}</bdi>`;
