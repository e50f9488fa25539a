import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

// Amazon's published shapes as a judge of what we send: strict out. What we read is judged elsewhere, tolerantly.

type Schema = { readonly [key: string]: unknown }

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }

export type OperationShape = {
  method: string
  path: string
  rate?: number
  burst?: number
  parameters: Parameter[]
  body?: Record<string, Schema>
  responses: Record<string, Record<string, Schema>>
}

type ContractFile = {
  model: string
  operations: Record<string, OperationShape>
  requests: Record<string, Schema>
  responses: Record<string, Schema>
}

const folder = join(import.meta.dirname, '../../src/amazon/contract')

const files: ContractFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ContractFile)

const byName = new Map<string, { shape: OperationShape; file: ContractFile }>()
for (const file of files)
  for (const [name, shape] of Object.entries(file.operations)) byName.set(name, { shape, file })

/** Every operation of the contract by our name. */
export const contract: ReadonlyMap<string, OperationShape> = new Map(
  [...byName].map(([name, { shape }]) => [name, shape]),
)

/** What left the product for Amazon. `url` may be absolute. */
export type SentRequest = {
  method: string
  url: string
  headers: Record<string, string>
  body: string | null
}

/** Headers that belong to the transport, not to an operation. */
const ownHeaders = new Set([
  'accept',
  'accept-encoding',
  'amazon-advertising-api-clientid',
  'amazon-advertising-api-scope',
  'authorization',
  'content-type',
  'user-agent',
  'x-amz-access-token',
])

/** Everything about this request that Amazon's model of the operation does not allow; empty when it is in order. */
export function checkRequest(operation: string, sent: SentRequest): string[] {
  const found = byName.get(operation)
  if (found === undefined) return [`no operation ${operation} in the contract`]
  const { shape } = found
  const url = new URL(sent.url, 'https://amazon.test')
  const problems: string[] = []
  if (sent.method !== shape.method) problems.push(`method ${sent.method}, published ${shape.method}`)
  problems.push(...checkPath(shape.path, url.pathname))
  problems.push(...checkQuery(shape.parameters, url.searchParams))
  problems.push(...checkHeaders(shape, sent.headers))
  problems.push(...checkBody(operation, sent))
  return problems
}

function checkPath(template: string, actual: string): string[] {
  const pattern = template.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(actual) ? [] : [`path ${actual}, published ${template}`]
}

function checkQuery(parameters: readonly Parameter[], query: URLSearchParams): string[] {
  const known = new Map(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one] as const))
  const problems = [...query.keys()].filter((name) => !known.has(name)).map((name) => `unknown query ${name}`)
  for (const [name, parameter] of known) {
    const text = query.get(name)
    if (text === null) {
      if (parameter.required) problems.push(`query ${name} is missing`)
      continue
    }
    if (query.getAll(name).length > 1) problems.push(`query ${name} is there twice`)
    const validate = ajv.compile(strict(parameter.schema))
    if (!validate(typed(text, parameter.schema)))
      problems.push(`query ${name}: ${ajv.errorsText(validate.errors)}`)
  }
  return problems
}

/** A query's text as the value its schema means. */
function typed(text: string, schema: Schema): unknown {
  if (schema['type'] === 'array')
    return text.split(',').map((part) => typed(part, (schema['items'] ?? {}) as Schema))
  if (schema['type'] === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (schema['type'] === 'integer' || schema['type'] === 'number') return text === '' ? text : Number(text)
  return text
}

function checkHeaders(shape: OperationShape, headers: Record<string, string>): string[] {
  const known = shape.parameters.filter((one) => one.in === 'header')
  const names = new Set(known.map((one) => one.name.toLowerCase()))
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const answers = Object.values(shape.responses).flatMap((medias) => Object.keys(medias))
  const accept = sent.get('accept')
  return [
    ...known
      .filter((one) => one.required && !sent.has(one.name.toLowerCase()))
      .map((one) => `header ${one.name} is missing`),
    ...[...sent.keys()]
      .filter((name) => !ownHeaders.has(name) && !names.has(name))
      .map((name) => `unknown header ${name}`),
    ...(accept !== undefined && answers.length > 0 && !answers.includes(accept)
      ? [`accept ${accept}, published ${answers.join(', ')}`]
      : []),
  ]
}

function checkBody(operation: string, sent: SentRequest): string[] {
  const { shape, file } = byName.get(operation)!
  if (shape.body === undefined) return sent.body === null ? [] : ['a body where none is published']
  if (sent.body === null) return ['the body is missing']
  const media =
    Object.entries(sent.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const schema = shape.body[media]
  if (schema === undefined) return [`content-type ${media}, published ${Object.keys(shape.body).join(', ')}`]
  const $defs = Object.fromEntries(
    Object.entries(file.requests).flatMap(([name, part]) => [
      [name, strict(part)],
      [`${name}~open`, strict(part, true)],
    ]),
  )
  const validate = ajv.compile({ ...strict(schema), $defs })
  return validate(JSON.parse(sent.body))
    ? []
    : [`body: ${ajv.errorsText(validate.errors, { separator: '; ' })}`]
}

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: {
    date: /^\d{4}-\d\d-\d\d$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    int32: true,
    int64: true,
    double: true,
    float: true,
  },
})

/** The published schema with unknown properties forbidden, which Amazon leaves open. Parts of an allOf stay open, the whole is closed. */
function strict(schema: Schema, open = false): Schema {
  const out: Record<string, unknown> = { ...schema }
  if (typeof schema['$ref'] === 'string') out['$ref'] = `#/$defs/${schema['$ref']}${open ? '~open' : ''}`
  if (schema['items'] !== undefined) out['items'] = strict(schema['items'] as Schema)
  if (schema['properties'] !== undefined)
    out['properties'] = Object.fromEntries(
      Object.entries(schema['properties'] as Record<string, Schema>).map(([name, part]) => [
        name,
        strict(part),
      ]),
    )
  if (Array.isArray(schema['allOf']))
    out['allOf'] = schema['allOf'].map((part) => strict(part as Schema, true))
  for (const key of ['oneOf', 'anyOf'])
    if (Array.isArray(schema[key])) out[key] = (schema[key] as Schema[]).map((part) => strict(part))
  const closes = schema['properties'] !== undefined || Array.isArray(schema['allOf'])
  if (closes && !open && schema['additionalProperties'] === undefined) out['unevaluatedProperties'] = false
  if (schema['nullable'] === true && typeof schema['type'] === 'string')
    out['type'] = [schema['type'], 'null']
  return out
}

/** The schema of an operation's good answer, with the schemas it names; null when the answer has no body. */
export function responseShape(operation: string): { schema: Schema; named: Record<string, Schema> } | null {
  const { shape, file } = byName.get(operation)!
  const schema = Object.values(shape.responses)
    .flatMap((medias) => Object.values(medias))
    .at(-1)
  return schema === undefined ? null : { schema, named: file.responses }
}
