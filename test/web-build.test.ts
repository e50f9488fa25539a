import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ensureWebBuilt } from '#platform/http/build-web.ts'
import { webFolder } from '#platform/http/web.ts'
import { createLog } from '#platform/log.ts'

describe('the screens are built', () => {
  it('once for the same sources, however many ask at a time', async () => {
    const log = createLog('error')
    await Promise.all([ensureWebBuilt(log), ensureWebBuilt(log)])
    const first = (await stat(join(webFolder, 'stamp'))).mtimeMs
    await ensureWebBuilt(log)
    expect((await stat(join(webFolder, 'stamp'))).mtimeMs).toBe(first)
  })

  it('as one page that loads its code from here alone, compressed beforehand', async () => {
    const page = await readFile(join(webFolder, 'index.html'), 'utf8')
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!)
    expect(sources.length).toBeGreaterThan(2)
    for (const source of sources) expect(source).toMatch(/^\/assets\//)
    const [script] = sources.filter((source) => source.endsWith('.js'))
    const [whole, brotli] = await Promise.all(
      ['', '.br'].map(async (ending) => (await stat(join(webFolder, `${script!}${ending}`))).size),
    )
    expect(brotli!).toBeLessThan(whole! / 2)
  })
})
