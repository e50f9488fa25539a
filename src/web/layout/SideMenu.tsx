import { Menu } from 'antd'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useLocale, useMessages } from '../i18n.tsx'
import { type Page, type Section, sections } from '../page.ts'
import { shellMessages } from '../shell-messages.ts'
import { useMay, useViewer } from '../viewer.tsx'
import { inLocale } from '../words.ts'
import { clientOf, crumbsOf } from './place.ts'

/** What the person's role may open: the agency's pages, and the chosen client's below its name. */
export function SideMenu({ pages }: { pages: readonly Page[] }): ReactNode {
  const words = useMessages(shellMessages)
  const { locale } = useLocale()
  const { pathname } = useLocation()
  const { clients } = useViewer()
  const may = useMay()
  const clientId = clientOf(pathname) ?? onlyClient(clients)
  const client = clients.find((one) => one.id === clientId)

  const links = (
    menu: Page['menu'],
    section?: Section,
  ): { key: string; icon: ReactNode; label: ReactNode }[] =>
    pages
      .filter((page) => page.menu === menu && page.section === section)
      .filter((page) => page.permission !== 'public' && may(page.permission))
      .map((page) => {
        const Icon = page.icon
        const to = page.path.replace(':clientId', clientId ?? '')
        return {
          key: page.path,
          icon: Icon === undefined ? null : <Icon />,
          label: <Link to={to}>{inLocale(page.title, locale)}</Link>,
        }
      })
  const group = (key: string, label: string, children: ReturnType<typeof links>) =>
    children.length === 0 ? [] : [{ type: 'group' as const, key, label, children }]
  const items = [
    ...group('agency', words.agencyMenu, links('agency')),
    ...(client === undefined
      ? []
      : [
          ...group('client', client.name, links('client')),
          ...sections.flatMap((one) => group(one, words.sections[one], links('client', one))),
        ]),
  ]
  const shown = crumbsOf(pages, pathname).map((crumb) => crumb.page.path)
  return (
    <nav aria-label={words.navigation} className="sw-menu">
      <Menu
        mode="inline"
        items={items}
        selectedKeys={shown.filter((path) => pages.some((page) => page.path === path && page.menu)).slice(-1)}
      />
    </nav>
  )
}

function onlyClient(clients: readonly { id: string; kind: string }[]): string | null {
  const real = clients.filter((client) => client.kind === 'client')
  return real.length === 1 ? real[0]!.id : null
}
