import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '#app.ts'
import type { SystemActor } from '#platform/actor.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startEmbedded } from '#platform/postgres/launcher.ts'

/** The product over its own embedded database with the product's own settings; each client has one American store. */
export type BenchProduct = {
  readonly app: App
  readonly ownerUrl: string
  readonly actor: SystemActor
  readonly clientId: string
  readonly storeId: string
  /** The agency's owner. */
  readonly email: string
  readonly password: string
  close(): Promise<void>
}

export async function openProduct(
  options: {
    clients?: number
    marketplaces?: string[]
    /** A sandbox that stands in for Amazon, whose time the product goes by. */
    sandbox?: { url: string; clock: Clock }
  } = {},
): Promise<BenchProduct> {
  const [email, password] = ['lin@bench.example', 'harbour-lotus-quartz-41']
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-bench-'))
  const log = createLog('error')
  const server = await startEmbedded({ dataDir, log })
  const { sandbox } = options
  const config = readConfig({
    STEWARD_DATA: dataDir,
    LOG_LEVEL: 'error',
    STEWARD_KEY: '7'.repeat(64),
    ...(sandbox === undefined ? {} : { STEWARD_SANDBOX: sandbox.url }),
  })
  const app = await createApp({
    config,
    ownerUrl: server.url,
    publicUrl: 'http://localhost',
    log,
    ...(sandbox === undefined ? {} : { clock: sandbox.clock, wall: systemClock }),
  })
  const seeded = await app.identity.seed({
    agency: 'Bench',
    locale: 'en',
    password,
    clients: Array.from({ length: options.clients ?? 1 }, (_, index) => ({
      name: `Bench client ${index + 1}`,
      baseCurrency: 'USD',
      stores: [{ name: 'Bench NA', region: 'NA' as const, marketplaces: options.marketplaces ?? ['US'] }],
    })),
    people: [{ key: 'lin', name: 'Lin', role: 'agency_owner', clients: [], email }],
  })
  const [client] = seeded!.clients
  const actor: SystemActor = {
    kind: 'system',
    name: 'bench',
    agencyId: seeded!.agencyId,
    clientIds: seeded!.clients.map((one) => one.clientId),
  }
  return {
    app,
    ownerUrl: server.url,
    actor,
    clientId: client!.clientId,
    storeId: client!.storeIds[0]!,
    email,
    password,
    async close() {
      await app.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Highest resident memory of this process while `work` runs, looked at twenty times a second. */
export async function peakOf<T>(work: () => Promise<T>): Promise<{ value: T; ms: number; peakMb: number }> {
  let peak = process.memoryUsage.rss()
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  const began = performance.now()
  try {
    const value = await work()
    return { value, ms: performance.now() - began, peakMb: Math.round(peak / 1e6) }
  } finally {
    clearInterval(watch)
  }
}
