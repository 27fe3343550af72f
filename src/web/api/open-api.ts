import { PERMISSIONS } from '../../domain/access/permission.js';
import type { ApiParameter, ApiRoute } from './api-route.js';

/** Where the API begins; a change that breaks a script gets the next number. */
export const API_BASE = '/api/v1';

/**
 * The description of the API as an OpenAPI 3.1 document, made of the same list that answers the calls.
 * @param routes every address of the API
 * @example openApi(API_ROUTES).openapi // '3.1.0'
 */
export function openApi(routes: readonly ApiRoute[]): Readonly<Record<string, unknown>> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Veldwerk',
      version: '1',
      description:
        'Read-only. A token shows what its owner may see, and nothing that identifies a respondent. Every call that takes data out is in the audit log.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: API_BASE }],
    security: [{ token: [] }],
    paths: Object.fromEntries(routes.map((route) => [pathOf(route), { get: operation(route) }])),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal token, made on the page of the account.',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          description: 'RFC 9457: what is wrong, and in Dutch what to do.',
          required: ['type', 'title', 'status', 'advice'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            advice: { type: 'string' },
          },
        },
      },
    },
  };
}

function pathOf({ path }: ApiRoute): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function operation({ path, access, summary, parameters, produces }: ApiRoute) {
  const named = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId:
      path
        .replaceAll(/:\w+\/?/g, '')
        .replaceAll(/\W+/g, ' ')
        .trim()
        .replaceAll(' ', '_') + (named.length > 0 ? '_of_study' : ''),
    summary,
    description: `For: ${PERMISSIONS[access].roles.join(', ')}.`,
    parameters: [...named, ...parameters.map(queryParameter)],
    responses: {
      200: {
        description: 'As asked.',
        content: Object.fromEntries(produces.map((type) => [type, {}])),
      },
      ...Object.fromEntries([401, 403, 404, 422].map((status) => [status, PROBLEM])),
    },
  };
}

const PROBLEM = {
  description: 'Refused, with the reason.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
} as const;

function queryParameter({ name, description, values, isList = false, fallback }: ApiParameter) {
  const one = {
    type: 'string',
    ...(values === undefined ? {} : { enum: values }),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
  return {
    name,
    in: 'query',
    required: false,
    description,
    schema: isList ? { type: 'array', items: one } : one,
    ...(isList ? { style: 'form', explode: true } : {}),
  };
}
