import { z } from 'zod'
import { endpoint } from '#platform/endpoint.ts'
import { nothing, reading } from './shapes.ts'

// Views of tables that a person saved under a name.

const key = z.string().min(1).max(100)
const view = z.object({
  name: z.string().trim().min(1).max(40),
  /** All that is set on a table. */
  state: z.object({
    search: z.string().max(500),
    sort: z.object({ key, order: z.enum(['ascend', 'descend']) }).nullable(),
    hidden: z.array(key).max(200),
    options: z.record(key, z.array(z.string().max(500)).max(500)),
    ranges: z.record(key, z.object({ min: z.number().nullable(), max: z.number().nullable() })),
  }),
})

export const listViews = endpoint({
  name: 'listViews',
  summary: 'The views of tables that I saved, by table',
  method: 'GET',
  path: '/api/me/views',
  permission: 'session.self',
  ledger: reading,
  output: z.object({ tables: z.record(z.string(), z.array(view)) }),
})

export const saveViews = endpoint({
  name: 'saveViews',
  summary: 'Keeps my views of a table, in place of those before',
  method: 'PUT',
  path: '/api/me/views/:table',
  permission: 'session.self',
  ledger: { none: 'a preference concerns nobody else' },
  params: z.object({ table: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/) }),
  body: z.object({ views: z.array(view).max(50) }),
  output: nothing,
  refusals: ['too_many_views'],
})
