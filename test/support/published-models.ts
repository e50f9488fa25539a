// Amazon's published models as judges of what the sandbox answers. They are no part of the repository: tests skip without them.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

/** Their folder beside the repository or one above; a path that does not exist where they are absent. */
export const specs =
  ['../../../shared/specs', '../../../../shared/specs']
    .map((path) => join(import.meta.dirname, path))
    .find((path) => existsSync(path)) ?? '/nonexistent'
export const hasSpecs = existsSync(join(specs, 'sp-api/models'))

type Json = { [name: string]: unknown }

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/,
    date: /^\d{4}-\d\d-\d\d$/,
    int32: true,
    int64: true,
    double: true,
    float: true,
  },
})

const models = new Map<string, Json>()

/** 'orders_2026-01-01' → its Swagger document. */
export function sellingModel(stem: string): Json {
  let model = models.get(stem)
  if (model) return model
  const root = join(specs, 'sp-api/models')
  const path = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((one) =>
    one.endsWith(`/${stem}.json`),
  )
  if (path === undefined) throw new Error(`no model ${stem}`)
  model = JSON.parse(readFileSync(join(root, path), 'utf8')) as Json
  models.set(stem, model)
  return model
}

export type Operation = { path: string; method: string; shape: Json }

export function operationOf(name: string): Operation {
  const [stem = '', id = ''] = name.split('.')
  for (const [path, methods] of Object.entries(sellingModel(stem)['paths'] as Record<string, Json>))
    for (const [method, shape] of Object.entries(methods))
      if ((shape as Json)['operationId'] === id) return { path, method, shape: shape as Json }
  throw new Error(`no operation ${name}`)
}

const compiled = new Map<string, ValidateFunction>()

/** What is wrong with the answer by the published model; empty when nothing is. */
export function wrongWith(name: string, status: number, body: unknown): string[] {
  const key = `${name}/${status}`
  let check = compiled.get(key)
  if (!check) {
    const { shape } = operationOf(name)
    const response = (shape['responses'] as Record<string, Json>)[String(status)]
    if (!response) return [`${name} has no response ${status}`]
    if (!response['schema']) return []
    const model = sellingModel(name.split('.')[0] ?? '')
    check = ajv.compile({ definitions: model['definitions'], ...(response['schema'] as Json) })
    compiled.set(key, check)
  }
  check(body)
  return (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)
}

/** A check by any JSON Schema file below the specs. */
export function schemaCheck(file: string): (body: unknown) => string[] {
  const schema = JSON.parse(readFileSync(join(specs, file), 'utf8')) as Json
  delete schema['$schema']
  delete schema['$id']
  const check = ajv.compile(schema)
  return (body) => {
    check(body)
    return (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)
  }
}

/** Amazon says nullable where there is no type; ajv takes it only with one. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => name !== 'nullable' || 'type' in value)
  return Object.fromEntries(entries.map(([name, inner]) => [name, tidy(inner)]))
}

type OpenApi = { paths: Record<string, Record<string, Json>>; components: Json }

/** A check of an Ads API answer by an OpenAPI 3 file: status and media type pick the schema. */
export function adsCheck(
  file: string,
  method: string,
  path: string,
  status: number,
): (body: unknown) => string[] {
  const api = JSON.parse(readFileSync(join(specs, 'ads-api', file), 'utf8')) as OpenApi
  const operation = api.paths[path]?.[method.toLowerCase()]
  const responses = operation?.['responses'] as
    | Record<string, { content?: Record<string, { schema?: Json }> }>
    | undefined
  const content = responses?.[String(status)]?.content
  const schema = content && Object.values(content)[0]?.schema
  if (!schema) throw new Error(`${file}: ${method} ${path} has no ${status}`)
  const check = ajv.compile(tidy({ components: api.components, ...schema }) as Json)
  return (body) => {
    check(body)
    return (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)
  }
}
