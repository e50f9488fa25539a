import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
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

const prefix = 'steward-test-'

/** Runs once before all tests: a database server for the store and flow tests, TEST_DATABASE_URL's or an embedded one that is thrown away. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given)
    return undefined
  }
  await clearLeftovers()
  const dataDir = mkdtempSync(join(tmpdir(), prefix))
  const server = await startEmbedded({ dataDir, log: createLog('error'), durable: false })
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Stops and removes the servers of runs that were killed; those of runs that still go on refuse us. */
async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const dataDir = join(tmpdir(), name)
    try {
      if (Date.now() - statSync(dataDir).mtimeMs < 600_000) continue
      await (await startEmbedded({ dataDir, log: createLog('error'), durable: false })).stop()
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      continue
    }
  }
}
