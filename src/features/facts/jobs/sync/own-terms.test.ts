import { describe, expect, it } from 'vitest'
import { ownTerms } from './own-terms.ts'

const own = { asins: new Set(['B0OWN']), terms: new Set(['camping lamp']) }
const row = (searchTerm: string, clickedAsin: string, clickShareRank = 1) => ({
  departmentName: 'Amazon.com',
  searchTerm,
  searchFrequencyRank: 7,
  clickedAsin,
  clickShareRank,
  clickShare: 0.1,
  conversionShare: 0.2,
})
const reportSpecification = {
  reportType: 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT',
  dataStartTime: '2026-11-01',
}
const text = (rows: readonly object[]): string =>
  JSON.stringify({ reportSpecification, dataByDepartmentAndSearchTerm: rows })

async function* inPieces(whole: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(whole)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function kept(source: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of ownTerms(source, own)) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

describe('a report of all terms of a store of Amazon’s', () => {
  it('goes on with the seller’s terms, and with every product of a term that one of its products was clicked for', async () => {
    const rows = [
      row('phone', 'B0A'),
      row('phone', 'B0B', 2),
      row('Camping  Lamp', 'B0C'),
      row('headlamp', 'B0D'),
      row('headlamp', 'B0OWN', 2),
      row('headlamp', 'B0E', 3),
      row('tent', 'B0F'),
    ]
    for (const size of [1, 37, 10_000])
      expect(JSON.parse(await kept(inPieces(text(rows), size)))).toEqual({
        reportSpecification,
        dataByDepartmentAndSearchTerm: rows.slice(2, 6),
      })
  })

  it('is a report without rows where nothing concerns the seller', async () => {
    const made: unknown = JSON.parse(await kept(inPieces(text([row('phone', 'B0A')]), 50)))
    expect(made).toEqual({ reportSpecification, dataByDepartmentAndSearchTerm: [] })
    expect(JSON.parse(await kept(inPieces(text([]), 50)))).toEqual(made)
  })

  it('stays broken when it was cut short', async () => {
    const half = text([row('headlamp', 'B0OWN'), row('tent', 'B0F')]).slice(0, -40)
    expect(() => JSON.parse('')).toThrow()
    const made = await kept(inPieces(half, 50))
    expect(() => JSON.parse(made) as unknown).toThrow()
  })

  it('never holds more than a small piece of it', async () => {
    let given = 0
    let most = 0
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from(text([]).slice(0, -2))
      for (let n = 0; n < 300; n++) {
        const rows = Array.from({ length: 500 }, (_, i) =>
          JSON.stringify(row(`term ${n} ${i}`, `B0${n}${i}`)),
        )
        given += rows.length
        yield Buffer.from((n === 0 ? '' : ',') + rows.join(','))
        most = Math.max(most, process.memoryUsage().arrayBuffers)
      }
      yield Buffer.from(`,${JSON.stringify(row('headlamp', 'B0OWN'))}]}`)
    }
    const made = JSON.parse(await kept(endless())) as { dataByDepartmentAndSearchTerm: unknown[] }
    expect(made.dataByDepartmentAndSearchTerm).toEqual([row('headlamp', 'B0OWN')])
    expect(given).toBe(150_000)
    expect(most).toBeLessThan(200_000_000)
  })
})
