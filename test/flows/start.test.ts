import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '#platform/postgres/free-port.ts'

// `npm start` as a newcomer has it: a demo from nothing, stopped while its stores are still being read in, and started again.

let data: string
let running: Started | null = null

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'steward-start-'))
})
afterAll(async () => {
  running?.child.kill('SIGTERM')
  await running?.ended
  await rm(data, { recursive: true, force: true })
})

type Started = {
  child: ChildProcess
  url: string
  lines: string[]
  /** Resolves when a line like this was printed; rejects when the product ended before. */
  said(pattern: RegExp): Promise<void>
  ended: Promise<unknown[]>
}

async function start(): Promise<Started> {
  const port = await freePort()
  const child = spawn(process.execPath, ['src/main.ts', 'all'], {
    // Nothing of ours: a database that somebody has named is not filled with a demo.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], STEWARD_DATA: data, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const news = new EventEmitter()
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      news.emit('news')
    })
  let over = false
  const ended = once(child, 'close').finally(() => {
    over = true
    news.emit('news')
  })
  return {
    child,
    url: `http://localhost:${port}`,
    lines,
    ended,
    async said(pattern) {
      while (!lines.some((line) => pattern.test(line))) {
        if (over) throw new Error(`ended without ${pattern}:\n${lines.slice(-20).join('\n')}`)
        await once(news, 'news')
      }
    },
  }
}

/** Stops it as Ctrl-C does, and answers with the exit code. */
async function stop(started: Started): Promise<unknown> {
  started.child.kill('SIGINT')
  const [code] = await started.ended
  running = null
  return code
}

const troubles = (lines: readonly string[]): string[] =>
  lines.filter((line) => /"level":"error"/.test(line) || !/^(\{"at"|  |$)/.test(line))

it('brings everything up, ends at Ctrl-C at any time, and goes on with all that was there', async () => {
  running = await start()
  await running.said(/Steward 掌柜 +http/)
  await running.said(/Codes change every 30 s/)
  const signIns = (lines: readonly string[]): string[] =>
    lines.flatMap((line) => /^ {2}(\w+) +\S+@demo\.steward/.exec(line)?.[1] ?? [])
  expect(signIns(running.lines).toSorted()).toEqual([
    'account_manager',
    'ads',
    'agency_owner',
    'auditor',
    'client_owner',
    'client_staff',
    'compliance',
    'finance',
    'listing',
    'supply',
  ])
  expect((await fetch(`${running.url}/`)).status).toBe(200)
  // The stores are connected, and the sandbox's clock still makes up the hours it began early.
  await running.said(/"event":"demo.connected"/)
  const first = running.lines
  expect(await stop(running)).toBe(0)
  expect(troubles(first)).toEqual([])

  running = await start()
  await running.said(/Codes change every 30 s/)
  expect(signIns(running.lines)).toHaveLength(10)
  await running.said(/"event":"demo.connected"/)
  expect(running.lines.some((line) => line.includes('a simulated year'))).toBe(false)
  const marker = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8')) as { done: boolean }
  expect(marker.done).toBe(true)
  const second = running.lines
  expect(await stop(running)).toBe(0)
  expect(troubles(second)).toEqual([])
})
