import { Tabs as AntdTabs, type TabsProps } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * antd's tabs. It makes a tab list also of the button for those that do not fit, which is no tab, so that a screen reader miscounts: here the
 * list is what holds the tabs alone.
 */
export function Tabs(props: TabsProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const nav of box.current?.querySelectorAll('.ant-tabs-nav[role=tablist]') ?? []) {
      nav.removeAttribute('role')
      nav.removeAttribute('aria-orientation')
      nav.querySelector('.ant-tabs-nav-list')?.setAttribute('role', 'tablist')
    }
  })
  return (
    <div ref={box}>
      <AntdTabs {...props} />
    </div>
  )
}
