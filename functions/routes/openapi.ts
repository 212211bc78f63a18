import * as z from 'zod/mini';
import { REFUSAL_CODES } from '../domain/refusal.ts';
import { INELIGIBILITY_REASONS } from './reasons.ts';
import { REFUSALS } from './refusals.ts';
import { type Route, type RouteResponse, refusalsOf, type Schema } from './route.ts';
import { ROUTES, routesOf, WORDS, type Word } from './route-table.ts';
import { components, documentation } from './schemas/fields.ts';

type Json = Readonly<Record<string, unknown>>;

const DESCRIPTION = [
  'Time is whole minutes. Lists answer `items` and `cursor`.',
  'Refusals are `application/problem+json` with a permanent `code`.',
  'What the gateway itself answers (401, 403, 404, 413, 429) is `{"message"}`.',
  'Fields are added to answers over time; a client ignores those that it doesn’t know.',
].join(' ');

/** Returns the OpenAPI 3.1 document of the whole route table. */
export function openApiDocument(): Json {
  const schemas = new AnswerSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const word of Object.keys(ROUTES) as Word[])
    for (const [name, route] of routesOf(word)) {
      const operation = operationOf(name, word, route, schemas);
      const path = describedPath(route);
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
    }
  const componentSchemas = schemas.resolve();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tawtheeq',
      version: '1',
      summary: 'Certificates for volunteers’ hours: issued exactly once, verified by anyone.',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: Object.entries(WORDS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM, GatewayMessage: GATEWAY_MESSAGE, ...componentSchemas },
    },
  };
}

/** Returns a path as OpenAPI writes it, which has no notation for the rest of a path. */
const describedPath = ({ path }: Route): string => path.replace('+}', '}');

function operationOf(name: string, word: string, route: Route, schemas: AnswerSchemas): Json {
  const isPublic = route.roles === 'public';
  const who = isPublic ? 'Anyone' : `Role ${route.roles.join(' or ')}`;
  return {
    operationId: name,
    tags: [word],
    summary: route.summary,
    description: [route.description, `${who}.`].filter((part) => part !== undefined).join(' '),
    ...parametersOf(route),
    ...requestBodyOf(route),
    responses: { ...responsesOf(route, schemas), ...gatewayResponses(route) },
    security: isPublic ? [] : [{ bearer: [] }],
  };
}

function parametersOf({ parameters = {}, query }: Route): Json {
  const inPath = Object.entries(parameters).map(([name, schema]) =>
    parameter(name, 'path', true, inputSchema(schema)),
  );
  const inQuery = query === undefined ? [] : queryParameters(inputSchema(query));
  return inPath.length + inQuery.length === 0 ? {} : { parameters: [...inPath, ...inQuery] };
}

function parameter(name: string, location: 'path' | 'query', required: boolean, schema: Json): Json {
  const { description, ...rest } = schema;
  return {
    name,
    in: location,
    required,
    ...(description === undefined ? {} : { description }),
    schema: rest,
  };
}

/** The properties of a query, or of every alternative of one; required where every alternative requires them. */
function queryParameters(query: Json): Json[] {
  const alternatives = (query.anyOf ?? [query]) as {
    readonly properties: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  }[];
  const properties = Object.assign({}, ...alternatives.map(({ properties: some }) => some)) as Record<
    string,
    Json
  >;
  return Object.entries(properties).map(([name, schema]) => {
    const required = alternatives.every((alternative) => alternative.required?.includes(name));
    return parameter(name, 'query', required, schema);
  });
}

function requestBodyOf({ body, otherBodies = {} }: Route): Json {
  if (body === undefined) return {};
  const others = Object.entries(otherBodies).map(([mediaType, description]) => [
    mediaType,
    { schema: { type: 'string', description } },
  ]);
  const content = { 'application/json': { schema: inputSchema(body) }, ...Object.fromEntries(others) };
  return { requestBody: { required: !body.safeParse({}).success, content } };
}

/** Every answer of a route by its status, refusals among them. */
function responsesOf(route: Route, schemas: AnswerSchemas): Record<string, Json> {
  const responses: Record<string, { description: string; content?: Json }> = {};
  for (const [status, response] of Object.entries(route.responses))
    responses[status] = responseOf(response, schemas);
  for (const [status, codes] of Map.groupBy(refusalsOf(route), (code) => REFUSALS[code].status)) {
    const refused = problemResponse(codes.map((code) => `\`${code}\``).join(', '));
    const { description, content } = responses[status] ?? { description: undefined, content: {} };
    responses[status] = {
      description: [description, refused.description].filter((part) => part !== undefined).join('; or '),
      content: { ...content, ...refused.content },
    };
  }
  return responses;
}

function responseOf(
  response: RouteResponse,
  schemas: AnswerSchemas,
): { description: string; content?: Json; headers?: Json } {
  const { description } = response;
  const text = { schema: { type: 'string' } };
  const contentOf = (mediaTypes: readonly string[]) =>
    Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, text]));
  switch (response.kind) {
    case 'json': {
      const schema = schemas.reference(response.schema);
      return { description, content: { [response.mediaType]: { schema }, ...contentOf(response.alsoAs) } };
    }
    case 'file':
      return { description, content: contentOf(response.mediaTypes) };
    case 'redirect':
      return { description, headers: { location: text } };
    case 'empty':
      return { description };
  }
}

/** What the gateway answers without a valid token, and what a fault answers. */
function gatewayResponses({ roles }: Route): Json {
  const unauthorized = {
    description: 'No token, or none that is valid',
    content: { 'application/json': { schema: { $ref: referenceTo('GatewayMessage') } } },
  };
  return {
    ...(roles === 'public' ? {} : { 401: unauthorized }),
    default: problemResponse('A fault on our side'),
  };
}

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: referenceTo('Problem') } } },
});

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457. Members beside these are the facts behind the code.',
  properties: {
    status: { type: 'integer' },
    code: {
      description: [
        'Permanent. `FAULT` is an error on our side, found by its `requestId`. Refusals:',
        ...REFUSAL_CODES.map((code) => `\`${code}\`: ${REFUSALS[code].meaning}`),
      ].join('\n- '),
      enum: [...REFUSAL_CODES, 'FAULT'],
    },
    title: { type: 'string', description: 'For people; programs decide by `code`' },
    reason: {
      type: 'string',
      description: [
        'With `NOT_ELIGIBLE`, why no certificate can be issued:',
        ...Object.entries(INELIGIBILITY_REASONS).map(([code, meaning]) => `\`${code}\`: ${meaning}`),
      ].join('\n- '),
    },
  },
  required: ['status', 'code', 'title'],
  additionalProperties: true,
};

const GATEWAY_MESSAGE: Json = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
};

const inputSchema = (schema: Schema): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    metadata: documentation,
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  return rest;
};

/** Collects the schemas of answers. Those with a title are components, others stand where they are used. */
class AnswerSchemas {
  readonly #registry = z.registry<{ id: string }>();
  readonly #inlined = new Map<string, Record<string, unknown>>();

  constructor() {
    for (const [id, schema] of components) this.#registry.add(schema, { id });
  }

  /** Returns a reference to a schema's component, or an object that `resolve` makes the schema. */
  reference(schema: Schema): Json {
    const component = this.#registry.get(schema);
    if (component !== undefined && !this.#inlined.has(component.id))
      return { $ref: referenceTo(component.id) };
    const id = component?.id ?? `answer-${this.#inlined.size}`;
    const inlined = this.#inlined.get(id) ?? {};
    this.#inlined.set(id, inlined);
    this.#registry.add(schema, { id });
    return inlined;
  }

  /** Returns the components. */
  resolve(): Readonly<Record<string, Json>> {
    const { schemas } = z.toJSONSchema(this.#registry, {
      io: 'output',
      metadata: documentation,
      uri: referenceTo,
      override: ({ jsonSchema }) => {
        tidy(jsonSchema);
        // A later version may add fields to answers.
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      },
    });
    const named: Record<string, Json> = {};
    for (const [id, { $schema: _dialect, $id: _id, ...schema }] of Object.entries(schemas)) {
      const inlined = this.#inlined.get(id);
      if (inlined === undefined) named[id] = schema;
      else Object.assign(inlined, schema);
    }
    return named;
  }
}

const referenceTo = (id: string): string => `#/components/schemas/${id}`;

/** Removes what a format or a type says already: the pattern of dates, the limits of safe integers. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format === 'date' || schema.format === 'date-time') delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
