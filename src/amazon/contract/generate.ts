import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Node, createReducer, nodeOf, offered } from './shape.ts'
import { type Source, sources } from './sources.ts'

// Reduces the models that Amazon publishes to bare shapes of the operations we use: no prose, no examples.
// npm run contract -- FOLDER_OF_MODELS (a folder with sp-api/models and ads-api in it)

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

type Found = { method: string; path: string; operation: Node; shared: unknown[] }

function findOperation(model: Node, wanted: string): Found {
  for (const [path, item] of Object.entries(nodeOf(model['paths'])))
    for (const method of METHODS) {
      const operation = nodeOf(nodeOf(item)[method])
      if (operation['responses'] === undefined) continue
      if (operation['operationId'] === wanted || `${method} ${path}` === wanted)
        return { method, path, operation, shared: (nodeOf(item)['parameters'] ?? []) as unknown[] }
    }
  throw new Error(`the model has no operation ${wanted}`)
}

/** Rate (calls a second) and burst out of the usage plan table in the operation's text; null when none is stated. */
function usagePlan(operation: Node): { rate: number; burst: number } | null {
  const row = /\|\s*([\d.]+)\s*\|\s*(\d+)\s*\|/.exec(String(operation['description'] ?? ''))
  return row === null ? null : { rate: Number(row[1]), burst: Number(row[2]) }
}

type Reducer = ReturnType<typeof createReducer>

function parameterOf(model: Node, from: unknown, request: Reducer): Node | null {
  const raw = nodeOf(from)
  const ref = raw['$ref']
  const parameter =
    typeof ref === 'string'
      ? nodeOf(
          nodeOf(nodeOf(model['components'])['parameters'])[ref.split('/').at(-1)!] ??
            nodeOf(model['parameters'])[ref.split('/').at(-1)!],
        )
      : raw
  if (parameter['in'] === 'body') return null
  const schema = request.reduce(parameter['schema'] ?? { ...parameter, required: undefined })
  const items = nodeOf(schema['items'])
  return {
    name: parameter['name'],
    in: parameter['in'],
    required: parameter['required'] === true,
    schema:
      items['enum'] === undefined ? schema : { ...schema, items: { ...items, enum: offered(items['enum']) } },
  }
}

/** The body of a request, or of a response, by media type; references to shared bodies are followed. */
function contents(model: Node, holder: unknown, folder: string, reducer: Reducer): Node {
  const raw = nodeOf(holder)
  const ref = raw['$ref']
  const found =
    typeof ref === 'string'
      ? nodeOf(nodeOf(nodeOf(model['components'])[folder])[ref.split('/').at(-1)!])
      : raw
  if (found['schema'] !== undefined) return { 'application/json': reducer.reduce(found['schema']) }
  return Object.fromEntries(
    Object.entries(nodeOf(found['content'])).map(([media, body]) => [
      media,
      reducer.reduce(nodeOf(body)['schema']),
    ]),
  )
}

function operationShape(model: Node, wanted: string, request: Reducer, response: Reducer): Node {
  const { method, path, operation, shared } = findOperation(model, wanted)
  const parameters = [...shared, ...((operation['parameters'] ?? []) as unknown[])]
  const inBody = parameters.find((parameter) => nodeOf(parameter)['in'] === 'body')
  const body = contents(model, operation['requestBody'] ?? inBody, 'requestBodies', request)
  const responses = Object.entries(nodeOf(operation['responses']))
    .filter(([status]) => status.startsWith('2'))
    .map(([status, answer]) => [status, contents(model, answer, 'responses', response)])
  const plan = usagePlan(operation)
  return {
    method: method.toUpperCase(),
    path,
    ...plan,
    parameters: parameters.map((from) => parameterOf(model, from, request)).filter((found) => found !== null),
    ...(Object.keys(body).length === 0 ? {} : { body }),
    responses: Object.fromEntries(responses) as Node,
  }
}

function generate(source: Source, folder: string): string {
  // Every JSON text is YAML too.
  const model = parse(readFileSync(join(folder, source.model), 'utf8')) as Node
  const definitions = nodeOf(model['definitions'] ?? nodeOf(model['components'])['schemas'])
  const request = createReducer(definitions, 'request')
  const response = createReducer(definitions, 'response')
  const operations = new Map(
    Object.entries(source.operations).map(([name, wanted]) => [
      `${source.prefix}.${name}`,
      operationShape(model, wanted, request, response),
    ]),
  )
  return `{\n${[
    `"model": ${JSON.stringify(source.model)}`,
    section('operations', operations),
    section('requests', request.named),
    section('responses', response.named),
  ].join(',\n')}\n}\n`
}

/** One line an entry: small, and a change of Amazon's shows as a changed line. */
function section(name: string, entries: ReadonlyMap<string, Node>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  return `"${name}": {\n${sorted.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}`
}

const [, , folder] = process.argv
if (folder === undefined) throw new Error('usage: npm run contract -- FOLDER_OF_MODELS')
for (const source of sources) writeFileSync(join(import.meta.dirname, source.file), generate(source, folder))
