import { Refusal } from '#kernel/refusal.ts'
import { type JsonObject, JsonSplitter } from '#platform/files/json-parts.ts'

// The report of search terms holds all terms of a store of Amazon's, gigabytes a week. It is read as it comes, and only what concerns the
// seller goes on: every product of a term that is the seller's, or that one of the seller's products was clicked for.

export type OwnNames = {
  readonly asins: ReadonlySet<string>
  /** As termName makes them. */
  readonly terms: ReadonlySet<string>
}

/** Terms are compared without case and doubled blanks. */
export const termName = (term: string): string => term.toLowerCase().replaceAll(/\s+/g, ' ').trim()

const TERMS = 'dataByDepartmentAndSearchTerm'

/** The same document with the seller's own terms alone. One that is broken ends where it breaks, so that its import is refused. */
export async function* ownTerms(bytes: AsyncIterable<Buffer>, own: OwnNames): AsyncGenerator<Buffer> {
  const splitter = new JsonSplitter()
  let group: JsonObject[] = []
  let began = false
  let kept = 0
  const isOwn = (row: JsonObject): boolean =>
    own.asins.has(String(row['clickedAsin'])) || own.terms.has(termName(String(row['searchTerm'])))
  const flush = (): Buffer[] => {
    const rows = group.some(isOwn) ? group : []
    group = []
    return rows.map((row) => Buffer.from(`${kept++ === 0 ? '' : ','}${JSON.stringify(row)}`))
  }
  try {
    for await (const chunk of bytes)
      for (const { key, objects } of splitter.push(chunk)) {
        if (key !== TERMS) continue
        if (!began) yield head(splitter.meta)
        began = true
        for (const row of objects) {
          if (group.length > 0 && !sameTerm(group[0]!, row)) yield* flush()
          group.push(row)
        }
      }
    splitter.end()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return
  }
  if (!began) yield head(splitter.meta)
  yield* flush()
  yield Buffer.from(']}')
}

const sameTerm = (a: JsonObject, b: JsonObject): boolean =>
  a['searchTerm'] === b['searchTerm'] && a['departmentName'] === b['departmentName']

const head = ({ reportSpecification }: JsonObject): Buffer =>
  Buffer.from(`{"reportSpecification":${JSON.stringify(reportSpecification ?? {})},"${TERMS}":[`)
