import fc from 'fast-check'
import { z } from 'zod'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import type { AnyInput } from './world.ts'

/** Values by field name, for what a schema cannot say of itself: whose id it is, what a refinement wants. */
export type Named = Readonly<Record<string, unknown>>

type JsonSchema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  pattern?: string
  format?: string
  minLength?: number
  minimum?: number
  exclusiveMinimum?: number
  items?: JsonSchema
  minItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
}

/** Ids that nobody has. */
export const nobodys: Named = {
  clientId: '999999999',
  agencyId: '999999999',
  storeId: '999999999',
  connectionId: '999999999',
  appId: '999999999',
  invitationId: '999999999',
  personId: 'nobody-nobody-nobody',
  sessionId: 'nobody-nobody-nobody',
  passkeyId: 'nobody-nobody-nobody',
  batchId: '999999999',
  changeId: '999999999',
  policyId: '999999999',
  standingId: '999999999',
  delegationId: '999999999',
  stopId: '999999999',
  eventId: '999999999',
  runId: '999999999',
  benchmarkId: '999999999',
  scheduleId: '999999999',
  versionNo: '99999',
  linkId: '999999999',
  watchId: '999999999',
  importId: '999999999',
  version: '999999999',
  signatureId: '999999999',
  subjectId: '999999999',
  paperId: '999999999',
  workId: '999999999',
  transferId: '999999999',
  reviewId: '999999999',
  lineId: '999999999',
  rightId: '999999999',
  leaverId: '999999999',
  entryId: '999999999',
  assumptionId: '999999999',
}

/** An input this endpoint's schemas accept, made from the schemas; fields called as in `named` get those values. */
export function inputFor(endpoint: AnyEndpoint, named: Named): AnyInput {
  const part = (schema: unknown, where: string): unknown => {
    if (schema === undefined) return undefined
    const shape = z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }) as JsonSchema
    const value = valueOf(shape, where, named)
    const parsed = (schema as z.ZodType).safeParse(value)
    if (!parsed.success)
      throw new Error(
        `inputs.ts cannot fill the ${where} of ${endpoint.name} (${parsed.error.issues[0]?.path.join('.')}): name the field there`,
      )
    return value
  }
  return {
    params: part(endpoint.params, 'params'),
    query: part(endpoint.query, 'query'),
    ...(endpoint.transfer === 'upload' ? {} : { body: part(endpoint.body, 'body') }),
  }
}

/** What refinements want. */
export const fixed: Named = {
  marketplaces: ['US'],
  marketplace: 'US',
  region: 'NA',
  roles: ['pricing'],
  granted: ['sales_reports'],
  applicationId: 'amzn1.sp.solution.x',
  timeZone: 'UTC',
  currency: 'EUR',
  discountRatio: 0,
  email: 'someone@elsewhere.example',
}

function valueOf(schema: JsonSchema, name: string, named: Named): unknown {
  if (Object.hasOwn(named, name)) return named[name]
  const singular = name.replace(/s$/, '')
  if (schema.type === 'array' && Object.hasOwn(named, singular)) return [named[singular]]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return valueOf(schema.anyOf[0] ?? {}, name, named)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || Object.hasOwn(named, key))
          .map(([key, inner]) => [key, valueOf(inner, key, named)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => valueOf(schema.items ?? {}, singular, named))
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return true
    case 'string':
      return textOf(schema)
    default:
      return {}
  }
}

const formats: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T00:00:00Z',
  email: 'someone@elsewhere.example',
  uri: 'https://elsewhere.example/',
  uuid: '00000000-0000-4000-8000-000000000000',
}

function textOf(schema: JsonSchema): string {
  const known = formats[schema.format ?? '']
  if (known !== undefined) return known
  if (schema.pattern !== undefined) {
    const [sample = ''] = fc.sample(fc.stringMatching(new RegExp(schema.pattern)), { numRuns: 1, seed: 7 })
    return sample
  }
  return 'x'.repeat(Math.max(schema.minLength ?? 0, 8))
}
