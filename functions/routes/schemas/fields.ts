import * as z from 'zod/mini';
import { EMAIL_ADDRESS, LONGEST_ADDRESS } from '../../domain/hours/email-address.ts';
import type { Schema } from '../route.ts';

/** Titles and descriptions of schemas, for the OpenAPI document. */
export const documentation = z.registry<{ title?: string; description?: string }>();

/** Schemas with a title. Each is a component of the OpenAPI document. */
export const components = new Map<string, Schema>();

/** Makes a schema a component of the OpenAPI document, under this title. */
export function titled<S extends Schema>(title: string, schema: S): S {
  documentation.add(schema, { title });
  components.set(title, schema);
  return schema;
}

/** Returns a copy of a schema with a description in the OpenAPI document. */
export function described<S extends Schema>(schema: S, description: string): S {
  const copy: S = schema.clone();
  documentation.add(copy, { description });
  return copy;
}

export const date = z.iso.date();
export const instant = z.iso.datetime();
export const text = z.string();
export const textOrNull = z.nullable(text);
export const dateOrNull = z.nullable(date);
export const instantOrNull = z.nullable(instant);
/** Whole numbers, of minutes or of anything that is counted. */
export const count = z.int();

/** An identifier in a request. */
export const identifier = z.string().check(z.minLength(1), z.maxLength(64));

/** An email address by the rule of imports. */
export const emailAddress = z.string().check(z.regex(EMAIL_ADDRESS), z.maxLength(LONGEST_ADDRESS));

/** The `id` of a path, of anything but a certificate. */
export const pathId = described(
  z.string().check(z.minLength(1), z.maxLength(64)),
  'The ID, at most 64 characters',
);
export const certificateId = described(z.string(), 'A certificate ID, as stored or as displayed');
export const typedCertificateId = described(z.string(), 'A certificate ID as somebody typed it');

export const period = titled('Period', z.strictObject({ from: date, to: date }));

/** A cursor: no list makes a longer one. */
export const cursorText = z.optional(z.string().check(z.maxLength(700)));

/** `limit` and `cursor` of every list. */
export const pageFields = {
  limit: z._default(z.coerce.number<number>().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: described(cursorText, 'Where the previous page ended'),
};
export const pageQuery = z.strictObject(pageFields);

/** One issuer among those in the caller's scope. */
export const issuerFilter = described(
  z.optional(z.string().check(z.maxLength(64))),
  'One issuer of the caller’s scope',
);

/** Says whose opportunity an ID in a request means. */
export const issuerOfOpportunity = described(
  z.optional(identifier),
  'The issuer of the opportunity; needed where several in scope have one with this ID',
);

export const languageFilter = described(
  z.optional(z.enum(['ar', 'en'])),
  'The language of texts; by default that of `Accept-Language`',
);

/** One page of a list. `cursor` is null on the last page. */
export const listOf = <S extends Schema>(item: S) =>
  z.strictObject({ items: z.array(item), cursor: textOrNull });

/** One page of what a search found, and how much it found in all. */
export const foundOf = <S extends Schema>(item: S) =>
  z.strictObject({ items: z.array(item), cursor: textOrNull, total: count });

/**
 * The body of a search. A name is typed into a body, because addresses stand in logs and histories.
 */
export const searchFields = {
  text: described(
    z._default(z.string().check(z.maxLength(200)), ''),
    'A name in either script, an ID, or the beginning of one; without it everything is found',
  ),
  issuerId: z.optional(identifier),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
  cursor: described(cursorText, 'Where the previous page ended'),
};

/** A coordinator's own words, kept with the step but outside the audit chain. */
export const noteFields = { note: z.optional(z.string().check(z.trim(), z.maxLength(1000))) };

const name = z.optional(z.string().check(z.minLength(1), z.maxLength(400)));
/** A corrected name. A script that is left out stays as it is. */
export const nameFields = { nameAr: name, nameEn: name };

interface Names {
  readonly nameAr?: string | undefined;
  readonly nameEn?: string | undefined;
}

/** Requires at least one of the two names. */
export const namesGiven = z.refine<Names>(
  ({ nameAr, nameEn }) => nameAr !== undefined || nameEn !== undefined,
  'nameAr or nameEn is needed',
);
