import { type ReactNode, useEffect } from 'react'
import { Link, useLocation } from 'react-router'
import { useLocale, useMessages } from '../i18n.tsx'
import type { Page } from '../page.ts'
import { shellMessages } from '../shell-messages.ts'
import { useMay, useViewer } from '../viewer.tsx'
import { inLocale } from '../words.ts'
import { clientOf, crumbsOf } from './place.ts'

/** Where one is; also names the browser's tab. Nothing is shown on a page that is its own beginning. */
export function Crumbs({ pages }: { pages: readonly Page[] }): ReactNode {
  const words = useMessages(shellMessages)
  const { locale } = useLocale()
  const { pathname } = useLocation()
  const { clients } = useViewer()
  const may = useMay()
  const way = crumbsOf(pages, pathname)
  // A step that the person may not take leads nowhere; the page itself is named all the same.
  const crumbs = way.filter(
    ({ page }, index) => index === way.length - 1 || page.permission === 'public' || may(page.permission),
  )
  const client = clients.find((one) => one.id === clientOf(pathname))
  const here = crumbs.at(-1)
  const title = here === undefined ? words.lostTitle : inLocale(here.page.title, locale)
  useEffect(() => {
    document.title = [title, client?.name, words.product].filter(Boolean).join(' · ')
  }, [title, client?.name, words.product])
  if (crumbs.length < 2) return null
  return (
    <nav aria-label={words.crumbs} className="sw-crumbs">
      <ol>
        {crumbs.map((crumb) => {
          const label =
            crumb.page.path === '/clients/:clientId' && client !== undefined
              ? client.name
              : inLocale(crumb.page.title, locale)
          return (
            <li key={crumb.page.path}>
              {crumb === here ? <span aria-current="page">{label}</span> : <Link to={crumb.to}>{label}</Link>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
