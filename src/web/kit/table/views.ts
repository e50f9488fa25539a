import type { TableState } from './columns.ts'

export type SavedView = { readonly name: string; readonly state: TableState }
type Kept = { readonly current: TableState | null; readonly views: readonly SavedView[] }

const keyOf = (table: string): string => `steward.table.${table}`

/** What this browser keeps of a table: how it was left, and the views saved under a name. */
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
    // Storage is full or forbidden: the view lasts as long as the page.
  }
}
