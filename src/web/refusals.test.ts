import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import { shellRefusals } from './refusal-words.ts'

// Whatever a room may refuse has words in both languages: its ui/refusals.ts or ui/…-refusals.ts, listed in router.tsx.

const apis = import.meta.glob<Record<string, unknown>>(
  ['../features/*/api.ts', '../features/*/api/**/*.ts', '!**/*.test.ts'],
  { eager: true },
)
const tables = import.meta.glob<Record<string, typeof shellRefusals>>(
  ['../features/*/ui/refusals.ts', '../features/*/ui/*-refusals.ts'],
  { eager: true },
)

const endpoints = Object.values(apis)
  .flatMap((module) => Object.values(module))
  .filter(
    (value): value is AnyEndpoint => typeof value === 'object' && value !== null && 'permission' in value,
  )

const worded = [shellRefusals, ...Object.values(tables).flatMap((module) => Object.values(module))]

describe('refusals', () => {
  it('of every endpoint have words in both languages', () => {
    const silent = endpoints.flatMap((endpoint) =>
      (endpoint.refusals ?? [])
        .filter((code) => !worded.some((table) => code in table.zh && code in table.en))
        .map((code) => `${endpoint.name}: ${code}`),
    )
    expect(silent).toEqual([])
  })

  it('are known to the screens: router.tsx lists every table', () => {
    const router = readFileSync(join(import.meta.dirname, 'router.tsx'), 'utf8')
    for (const path of Object.keys(tables)) expect(router).toContain(`#${/features\/.+/.exec(path)![0]}`)
  })

  it('are sentences that say what to do, with any parameters and with none', () => {
    for (const table of worded) {
      for (const wording of [...Object.values(table.zh), ...Object.values(table.en)]) {
        const [says, remedy] = wording({})
        expect(says.length).toBeGreaterThan(3)
        expect(remedy.length).toBeGreaterThan(5)
      }
    }
  })
})
