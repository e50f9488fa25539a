import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer, Grid, Layout } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'react-router'
import { useMessages } from '../i18n.tsx'
import type { Page } from '../page.ts'
import { shellMessages } from '../shell-messages.ts'
import { ClientSwitcher } from './ClientSwitcher.tsx'
import { Crumbs } from './Crumbs.tsx'
import { SideMenu } from './SideMenu.tsx'
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx'
import { ViewerMenu } from './ViewerMenu.tsx'

/** What rooms hang into the shell: a bar above the pages, and a notice over the page's own content. */
export type Furniture = { readonly bar?: ReactNode; readonly notice?: ReactNode }

/** Menu at the side on a wide screen, in a drawer on a phone; the client switcher above every page. */
export function Shell(props: Furniture & { pages: readonly Page[]; children: ReactNode }): ReactNode {
  const words = useMessages(shellMessages)
  const wide = Grid.useBreakpoint().lg ?? true
  const { pathname } = useLocation()
  // The drawer is open for the page it was opened on; going elsewhere closes it.
  const [openOn, setOpenOn] = useState<string | null>(null)
  const brand = (
    <span className="sw-brand">
      <span className="sw-mark" aria-hidden="true" />
      {words.product}
    </span>
  )
  return (
    <Layout className="sw-shell">
      <a className="sw-skip" href="#content">
        {words.skip}
      </a>
      {wide ? (
        <Layout.Sider width={196} className="sw-side" theme="light">
          {brand}
          <SideMenu pages={props.pages} />
        </Layout.Sider>
      ) : (
        <Drawer
          open={openOn === pathname}
          onClose={() => setOpenOn(null)}
          placement="left"
          size={264}
          title={brand}
          closable={{ 'aria-label': words.closeMenu }}
          styles={{ body: { padding: 0 } }}
        >
          <SideMenu pages={props.pages} />
        </Drawer>
      )}
      <Layout>
        <header className="sw-head">
          {wide ? null : (
            <Button
              type="text"
              icon={<MenuOutlined />}
              aria-label={words.menu}
              onClick={() => setOpenOn(pathname)}
            />
          )}
          <ClientSwitcher />
          <span className="sw-grow" />
          {wide ? (
            <>
              <LanguageSwitch />
              <ThemeSwitch />
            </>
          ) : null}
          <ViewerMenu pages={props.pages} narrow={!wide} />
        </header>
        {props.bar}
        <main id="content" className="sw-main" tabIndex={-1}>
          <Crumbs pages={props.pages} />
          {props.notice}
          {props.children}
        </main>
      </Layout>
    </Layout>
  )
}
