import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createLog } from '#platform/log.ts'
import { startEmbedded } from '#platform/postgres/launcher.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server's admin URL. */
    databaseUrl: string
  }
}

/** Runs once before all tests: a database server for the store and flow tests, TEST_DATABASE_URL's or an embedded one that is thrown away. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given)
    return undefined
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-test-'))
  const server = await startEmbedded({ dataDir, log: createLog('error'), durable: false })
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
