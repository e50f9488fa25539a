import { type Account, sceneOf } from './account.ts'
import { coverageFindings } from './coverage.ts'
import { type Finding, severities } from './finding.ts'
import { matchFindings } from './match.ts'
import { namingFindings } from './naming.ts'
import { rivalFindings } from './rivals.ts'

/**
 * Everything the structure audit finds in an account, gravest and dearest first. One wish is made once, by the finding that comes first:
 * two findings may point at one object.
 */
export function auditStructure(account: Account): Finding[] {
  const scene = sceneOf(account)
  const all = [
    ...rivalFindings(scene),
    ...matchFindings(scene),
    ...coverageFindings(scene),
    ...namingFindings(scene),
  ].toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      Number(b.waste ?? 0) - Number(a.waste ?? 0) ||
      Number(b.spend) - Number(a.spend) ||
      a.key.localeCompare(b.key),
  )
  const asked = new Set<string>()
  return all.map((finding) => ({
    ...finding,
    rows: finding.rows.map((row) => {
      if (row.wish === null) return row
      const { kind, wish } = row.wish
      const key = `${kind} ${JSON.stringify(kind === 'sp.state' ? [wish['entity'], wish['id']] : wish)}`
      if (asked.has(key)) return { ...row, wish: null }
      asked.add(key)
      return row
    }),
  }))
}
