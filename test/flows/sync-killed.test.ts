import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { streams } from '#features/facts/rules/sync/streams.ts'
import { believed, known } from '../support/market-truth.ts'
import { type Synced, openSynced } from '../support/synced.ts'
import { masterKey } from '../support/database.ts'

// A worker of its own keeps the store in step and is killed, again and again, wherever it happens to be.

let at: Synced
let worker: ChildProcess | null = null
beforeAll(async () => {
  at = await openSynced()
})
afterAll(async () => {
  worker?.kill('SIGKILL')
  await at?.close()
})

const SPEED = 800

function startWorker(sandboxUrl: string): ChildProcess {
  return spawn(process.execPath, ['src/main.ts', 'worker'], {
    env: {
      ...process.env,
      DATABASE_URL: at.world.ownerUrl,
      STEWARD_DATA: at.world.app.world.config.dataDir,
      STEWARD_KEY: masterKey,
      STEWARD_SANDBOX: sandboxUrl,
      LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  })
}

it('goes on after every death: no report is asked for twice, no document imported twice', async () => {
  const url = await at.sandbox.app.listen({ port: 0, host: '127.0.0.1' })
  at.sandbox.stage.clock.setSpeed(SPEED)
  const count = async (where: string): Promise<number> =>
    (await at.rows<{ n: number }>(`select count(*)::int as n from pull where ${where}`))[0]!.n
  const reached = (enough: number) =>
    vi.waitFor(
      async () => expect(await count(`state in ('done', 'nothing')`)).toBeGreaterThanOrEqual(enough),
      {
        timeout: 300_000,
        interval: 40,
      },
    )
  for (const enough of [1, 8, 20, 40]) {
    worker = startWorker(url)
    await reached(enough)
    worker.kill('SIGKILL')
    await once(worker, 'close')
  }
  worker = startWorker(url)
  await vi.waitFor(
    async () => expect(await count(`state in ('waiting', 'asking', 'asked', 'ready')`)).toBe(0),
    { timeout: 300_000, interval: 200 },
  )
  at.sandbox.stage.clock.setSpeed(0)
  worker.kill('SIGKILL')
  await once(worker, 'close')
  // Attributed orders still come for days that were read: the next day's reading has them.
  await at.sandbox.advance('P1D')
  await at.inStep()

  // Hours may have gone by since the ads reports were made: what Amazon took back meanwhile is the next day's news.
  expect(await believed(await at.span())).toEqual(known(await at.span()))
  const pulls = await at.rows<{ id: string }>(
    `select report_id as id from pull where api = 'sp' and document_id is not null`,
  )
  const adopted = pulls.map((row) => row.id).toSorted()
  expect(adopted).toEqual((await reportsAtAmazon()).toSorted())
  const imports = await at.rows<{ n: number }>(
    `select count(*)::int as n from import i where not exists (select from pull p where p.import_id = i.id)`,
  )
  expect(imports[0]!.n).toBe(0)
}, 1_200_000)

/** Every report with rows that the sandbox was asked for, and the settlements it made by itself. */
async function reportsAtAmazon(): Promise<string[]> {
  const asked = streams.filter((one) => one.api === 'sp' && one.shape !== 'list')
  const types = [...new Set(asked.map((one) => one.subject))]
  const found: string[] = []
  // Ten types a question, and a burst of ten questions.
  for (let first = 0; first < types.length; first += 10) {
    let query = `reportTypes=${types.slice(first, first + 10).join(',')}&processingStatuses=DONE&pageSize=100&createdSince=2026-08-15T00:00:00Z`
    for (;;) {
      const { body } = await at.sandbox.selling(
        'GET',
        `/reports/2021-06-30/reports?${query}`,
        undefined,
        'EU',
      )
      const page = body as { reports: { reportId: string }[]; nextToken?: string }
      found.push(...page.reports.map((one) => one.reportId))
      if (page.nextToken === undefined) break
      query = `nextToken=${encodeURIComponent(page.nextToken)}`
    }
  }
  return found
}
