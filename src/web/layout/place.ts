import { matchPath } from 'react-router'
import type { Page } from '../page.ts'

export type Crumb = { readonly page: Page; readonly to: string }

/** The pages whose paths lead to this address, outermost first, the page itself last; '/' is left out unless it is the page. */
export function crumbsOf(pages: readonly Page[], pathname: string): readonly Crumb[] {
  const found: Crumb[] = []
  for (const page of pages) {
    if (page.path === '/' && pathname !== '/') continue
    const match = matchPath({ path: page.path, end: pathname === '/' }, pathname)
    if (match !== null) found.push({ page, to: match.pathname })
  }
  const deepest = found.toSorted((a, b) => a.to.length - b.to.length)
  // Of two paths that match the same stretch (/x/:id and /x/new), the literal one is meant.
  return deepest.filter((crumb, index) => {
    const rival = deepest.find((other) => other !== crumb && other.to === crumb.to)
    return rival === undefined || colons(crumb.page) < colons(rival.page) || deepest.indexOf(rival) > index
  })
}

function colons(page: Page): number {
  return page.path.split(':').length
}

/** The client an address is about; null for the agency's own pages. */
export function clientOf(pathname: string): string | null {
  return /^\/clients\/([1-9]\d*)(?:\/|$)/.exec(pathname)?.[1] ?? null
}

/** The same page for another client; deeper pages (one import, one finding) fall back to the section they are in. */
export function sameFor(pathname: string, clientId: string): string {
  const section = /^\/clients\/\d+\/([a-z-]+)/.exec(pathname)?.[1]
  return section === undefined ? `/clients/${clientId}` : `/clients/${clientId}/${section}`
}
