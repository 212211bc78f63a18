import { writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { ROLE_PURPOSES, type Role } from '../../../functions/domain/staff/roles.ts';
import { INELIGIBILITY_REASONS } from '../../../functions/routes/reasons.ts';
import { REFUSALS } from '../../../functions/routes/refusals.ts';
import { type Route, routeKey, type Schema } from '../../../functions/routes/route.ts';
import { ROUTE_TABLE, ROUTES, routesOf, WORDS, type Word } from '../../../functions/routes/route-table.ts';

const INTRODUCTION = `# The API

Written from the route table, [\`functions/routes\`](../functions/routes), by \`node infra/tools/reference/api-reference.ts\`; a test holds it equal. \`GET /openapi.json\` has every schema (OpenAPI 3.1). TypeScript programs use [\`functions/client\`](../functions/client), whose types follow from the same table.

- JSON in and out, and time in whole minutes. A body of more than 256 KiB is refused where the route doesn't take a larger one, an unknown field too. Answers may get further fields.
- A route that isn't public takes \`authorization: Bearer TOKEN\`. Staff have [roles](#roles), each for an issuer or for all: what belongs to other issuers does not exist for them. *volunteer* is a token that names a volunteer.
- Lists answer \`{"items": […], "cursor": "…" | null}\` and take \`limit\` (1–200, by default 50) and \`cursor\`.
- Certificate IDs in JSON have the stored form, \`certificateId\`, with \`displayId\` beside it.
- Refusals and faults are \`application/problem+json\` with a permanent \`code\`, listed [below](#refusals). Beside those that a table names, every route refuses \`FORBIDDEN_ROLE\`, \`QUERY_INVALID\` and \`BODY_INVALID\` where it has roles, a query, a body, and any may answer \`STORE_UNAVAILABLE\` within three seconds when a store doesn't answer; lists of IDs may take longer. Each 503 has \`retry-after\`. The gateway itself answers 401, 404, 413 and 429 with \`{"message"}\`.
`;

/** Returns the reference of the API as Markdown: a table of routes for each word, then roles, refusals and reasons. */
export function apiReference(): string {
  const words = (Object.keys(ROUTES) as Word[]).map((word) => {
    const routes = routesOf(word).map(([, route]) => route);
    // HEAD and OPTIONS accompany a GET.
    const listed = routes.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
    return [
      `## ${word.charAt(0).toUpperCase()}${word.slice(1)}`,
      `${WORDS[word]}.`,
      table(['route', 'who', 'what', 'refusals'], listed.map(rowOf)),
    ];
  });
  const refusals = Object.entries(REFUSALS).map(([code, { status, meaning }]) => [
    `\`${code}\``,
    String(status),
    meaning,
  ]);
  const reasons = Object.entries(INELIGIBILITY_REASONS).map(([code, meaning]) => [`\`${code}\``, meaning]);
  return [
    INTRODUCTION.trimEnd(),
    ...words.flat(),
    '## Roles',
    'A person may have several, each for an issuer. In a token, `cognito:groups` has an entry `<issuer>/<role>` for each; `*/<role>` is for every issuer.',
    table(['role', 'what it is for', 'its routes'], Object.entries(ROLE_PURPOSES).map(roleRow)),
    '## Refusals',
    'Codes are added, never renamed or reused. `FAULT` (500) is an error on our side, found by its `requestId`.',
    table(['code', 'status', 'meaning'], refusals),
    '## Reasons',
    'Why a volunteer is not eligible: `reason` of a verdict, of a batch item, and of the refusal `NOT_ELIGIBLE`.',
    table(['reason', 'meaning'], reasons),
  ]
    .join('\n\n')
    .concat('\n');
}

function rowOf(route: Route): string[] {
  const { method, path, roles, summary, description, query, body, otherBodies = {} } = route;
  const queries = query === undefined ? [] : fieldsOf(query);
  const bodies = [...(body === undefined ? [] : fieldsOf(body)), ...Object.keys(otherBodies)];
  const lines = [
    [summary, description].filter((part) => part !== undefined).join('. '),
    ...(queries.length === 0 ? [] : [`Query: ${queries.map(code).join(' or ')}`]),
    ...(bodies.length === 0 ? [] : [`Body: ${bodies.map(code).join(' or ')}`]),
    ...Object.entries(route.responses).map(([status, response]) => `${status}: ${response.description}`),
  ];
  return [
    `\`${method} ${path}\``,
    roles === 'public' ? 'anyone' : roles.join(', '),
    lines.join('<br>'),
    route.refusals.map(code).join(' '),
  ];
}

function roleRow([role, purpose]: [string, string]): string[] {
  const routes = ROUTE_TABLE.filter(({ roles }) => roles !== 'public' && roles.includes(role as Role));
  return [role, purpose, routes.map((route) => code(routeKey(route))).join(', ')];
}

/** The fields of an object, or of every alternative of one: `{reasonCode, note?}`. */
function fieldsOf(schema: Schema): string[] {
  const { anyOf, ...whole } = z.toJSONSchema(schema, { io: 'input' });
  return (anyOf ?? [whole]).map(({ properties = {}, required = [] }) => {
    const names = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
    return `{${names.join(', ')}}`;
  });
}

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const code = (text: string): string => `\`${text}\``;

if (import.meta.main) writeFileSync(new URL('../../../docs/api.md', import.meta.url), apiReference());
