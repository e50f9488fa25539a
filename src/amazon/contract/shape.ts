import { withheld } from './sources.ts'

/** A JSON value of a published model. */
export type Node = { readonly [key: string]: unknown }

const MACHINE = [
  'type',
  'format',
  'enum',
  'required',
  'nullable',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
]

export const nodeOf = (value: unknown): Node => (value ?? {}) as Node

/**
 * Reduces schemas to what a machine checks. `request` keeps enums and bounds, `response` keeps names and types only, because we
 * send strictly and read tolerantly. Referenced schemas are collected by name.
 */
export function createReducer(
  definitions: Node,
  kind: 'request' | 'response',
): { reduce(schema: unknown, owner?: string): Node; readonly named: Map<string, Node> } {
  const named = new Map<string, Node>()

  function reference(ref: string): Node {
    const name = ref.split('/').at(-1) ?? ''
    if (!named.has(name)) {
      named.set(name, {})
      named.set(name, reduce(definitions[name], name))
    }
    return { $ref: name }
  }

  function reduce(schema: unknown, owner = ''): Node {
    const from = nodeOf(schema)
    if (typeof from['$ref'] === 'string') return reference(from['$ref'])
    const out: Record<string, unknown> = {}
    for (const key of kind === 'request' ? MACHINE : ['type', 'format', 'required'])
      if (from[key] !== undefined) out[key] = key === 'enum' ? offered(from[key]) : from[key]
    if (from['items'] !== undefined) out['items'] = reduce(from['items'], owner)
    if (Object.keys(nodeOf(from['properties'])).length > 0)
      out['properties'] = properties(nodeOf(from['properties']), owner)
    const more = from['additionalProperties']
    if (more !== undefined)
      out['additionalProperties'] = typeof more === 'boolean' ? more : reduce(more, owner)
    for (const key of ['oneOf', 'anyOf', 'allOf'])
      if (Array.isArray(from[key])) out[key] = from[key].map((part) => reduce(part, owner))
    return out
  }

  function properties(from: Node, owner: string): Node {
    const kept = Object.entries(from).filter(
      ([name]) => !withheld.properties.some((held) => held === `${owner}.${name}`),
    )
    return Object.fromEntries(kept.map(([name, value]) => [name, reduce(value)]))
  }

  return { reduce, named }
}

/** The values of an enum that we may ask for. */
export function offered(values: unknown): unknown[] {
  const all = Array.isArray(values) ? values : []
  return all.filter((value) => !withheld.enumValues.some((held) => held === value))
}
