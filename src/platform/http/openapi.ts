import { z } from 'zod'
import type { AnyEndpoint } from '../endpoint.ts'

type JsonObject = Record<string, unknown>

/** The OpenAPI 3.1 document of these endpoints; schemas are the ones the server validates with. */
export function openApi(endpoints: readonly AnyEndpoint[]): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Steward', version: '0.1.0' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'steward.session_token' } },
    },
  }
}

function operation(endpoint: AnyEndpoint): JsonObject {
  const upload = endpoint.transfer === 'upload'
  const content = endpoint.transfer === 'download' ? 'application/octet-stream' : 'application/json'
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-permission': endpoint.permission,
    'x-ledger': endpoint.ledger,
    'x-refusals': endpoint.refusals ?? [],
    security: endpoint.permission === 'public' ? [] : [{ session: [] }],
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.body === undefined && !upload
      ? {}
      : {
          requestBody: {
            required: true,
            content: upload
              ? {
                  'multipart/form-data': {
                    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
                  },
                }
              : { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } },
          },
        }),
    responses: {
      200: {
        description: 'OK',
        content: {
          [content]: { schema: endpoint.output === undefined ? {} : jsonSchema(endpoint.output, 'output') },
        },
      },
      default: { description: 'Refused: {code, params}' },
    },
  }
}

function parameters(schema: unknown, place: 'path' | 'query'): JsonObject[] {
  if (schema === undefined) return []
  const whole = jsonSchema(schema, 'input') as {
    properties?: Record<string, JsonObject>
    required?: string[]
  }
  return Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (whole.required ?? []).includes(name),
    schema: property,
  }))
}

function jsonSchema(schema: unknown, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema as z.ZodType, {
    io,
    unrepresentable: 'any',
  }) as JsonObject
  return rest
}
