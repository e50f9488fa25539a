import { responseShape } from './amazon-contract.ts'

type Schema = { readonly [key: string]: unknown }

/**
 * A response as the published model describes it: `full` with every field there is, `least` with the required ones only; each with
 * fields that no model knows, because Amazon adds some.
 */
export function sampleResponse(operation: string, extent: 'full' | 'least'): unknown {
  const found = responseShape(operation)
  if (found === null) return undefined
  return build(found.schema, found.named, extent, [])
}

function build(
  schema: Schema,
  named: Readonly<Record<string, Schema>>,
  extent: 'full' | 'least',
  trail: readonly string[],
): unknown {
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref']
    // A schema that holds itself ends at its second turn.
    if (trail.filter((one) => one === name).length > 1) return undefined
    return build(named[name] ?? {}, named, extent, [...trail, name])
  }
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (schema[key] as Schema[] | undefined) ?? [])
  if (parts.length > 0) {
    const built = parts.map((part) => build(part, named, extent, trail))
    return Object.assign({}, ...built.filter((one) => typeof one === 'object')) as unknown
  }
  if (schema['properties'] !== undefined) return buildObject(schema, named, extent, trail)
  switch (schema['type']) {
    case 'array': {
      const item = build((schema['items'] ?? {}) as Schema, named, extent, trail)
      return extent === 'least' || item === undefined ? [] : [item]
    }
    case 'integer':
      return schema['format'] === 'int64' ? 1_234_567 : 7
    case 'number':
      return 1.25
    case 'boolean':
      return true
    case 'object':
      return { unheard_of: { deep: [1] } }
    default:
      // A text that may be a date, a decimal or an id: an instant is read as any text, and decimals are found by name.
      return '2026-03-01T00:00:00Z'
  }
}

const DECIMAL = /^(amount|Amount)$/

function valueOf(name: string, built: unknown): unknown {
  if (name === 'index') return 0
  return DECIMAL.test(name) && typeof built === 'string' ? '12.34' : built
}

function buildObject(
  schema: Schema,
  named: Readonly<Record<string, Schema>>,
  extent: 'full' | 'least',
  trail: readonly string[],
): object {
  const required = (schema['required'] as string[] | undefined) ?? []
  const entries = Object.entries(schema['properties'] as Record<string, Schema>)
    // Older models call the payload optional, because errors may stand in its place.
    .filter(([name]) => extent === 'full' || required.includes(name) || name === 'payload')
    .map(([name, part]) => {
      const built = build(part, named, extent, trail)
      return [name, valueOf(name, built)] as const
    })
    .filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(entries), new_at_amazon: 'x' }
}
