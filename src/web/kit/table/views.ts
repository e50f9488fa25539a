import { useQueryClient } from '@tanstack/react-query'
import { use, useEffect } from 'react'
import { listViews, saveViews } from '#features/identity/api/views.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { ViewerContext } from '#web/viewer.tsx'
import type { TableState } from './columns.ts'

export type SavedView = { readonly name: string; readonly state: TableState }
type Kept = { readonly current: TableState | null; readonly views: readonly SavedView[] }

const keyOf = (table: string): string => `steward.table.${table}`

/** What this browser keeps of a table: how it was left. Views it kept before they were kept with the person are still here once. */
export function loadKept(table: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(table)) ?? '{}') as Partial<Kept>
    return { current: kept.current ?? null, views: kept.views ?? [] }
  } catch {
    return { current: null, views: [] }
  }
}

export function keep(table: string, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(table), JSON.stringify(kept))
  } catch {
    // Storage is full or forbidden: how the table was left lasts as long as the page.
  }
}

/** The person's views with those of a browser after them; of one name the person's stays. */
export const carriedOver = (own: readonly SavedView[], browsers: readonly SavedView[]): SavedView[] => [
  ...own,
  ...browsers.filter((one) => own.every((each) => each.name !== one.name)),
]

type Answer = OutputOf<typeof listViews>

/** A table's saved views, the person's on every machine. What a browser kept before is carried over once, by whoever opens the table first. */
export function useViews(table: string): {
  views: readonly SavedView[]
  save(views: readonly SavedView[]): void
} {
  const viewer = use(ViewerContext)
  const queries = useQueryClient()
  const { data } = useEndpoint(listViews, viewer === null ? null : {})
  const act = useAct(saveViews, { stale: [listViews] })
  const views: readonly SavedView[] = data?.tables[table] ?? []
  const save = (next: readonly SavedView[]): void => {
    const kept = next.map(({ name, state }) => ({ name, state: plain(state) }))
    // Shown at once; a refusal is told, and what stands there is read again.
    queries.setQueryData<Answer>([listViews.name, {}], (last) => ({
      tables: { ...last?.tables, [table]: kept },
    }))
    act.mutate(
      { params: { table }, body: { views: kept } },
      { onError: () => void queries.invalidateQueries({ queryKey: [listViews.name] }) },
    )
  }
  const loaded = data !== undefined
  useEffect(() => {
    const { current, views: old } = loadKept(table)
    if (!loaded || old.length === 0) return
    keep(table, { current, views: [] })
    save(carriedOver(views, old))
    // Once, when the person's own views are known.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [loaded, table])
  return { views, save }
}

const plain = ({ search, sort, hidden, options, ranges }: TableState) => ({
  search,
  sort,
  hidden: [...hidden],
  options: Object.fromEntries(Object.entries(options).map(([key, chosen]) => [key, [...chosen]])),
  ranges: { ...ranges },
})
