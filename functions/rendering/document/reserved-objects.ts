import type { Language } from '../text/wording.ts';

/** Numbers of the objects that a design reserves and each document writes. */
export interface ReservedObjects {
  readonly catalog: number;
  readonly pages: number;
  readonly page: number;
  readonly structure: number;
  readonly parentTree: number;
  readonly document: number;
  readonly sections: Readonly<Record<Language, number>>;
  readonly metadata: number;
  readonly fixedContent: number;
  readonly content: number;
  readonly outputIntent: number;
}
