import { type ReactNode, useEffect } from 'react'
import { useMessages } from '../i18n.tsx'
import type { Page } from '../page.ts'
import { shellMessages } from '../shell-messages.ts'
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx'

/** The frame before sign-in: the product's name, the page, and the two switches. */
export function BareFrame(props: { page: Page; children: ReactNode }): ReactNode {
  const words = useMessages(shellMessages)
  const title = useMessages(props.page.title)
  useEffect(() => {
    document.title = `${title} · ${words.product}`
  }, [title, words.product])
  return (
    <div className="sw-bare">
      <header className="sw-bare-head">
        <span className="sw-brand">
          <span className="sw-mark" aria-hidden="true" />
          {words.product}
        </span>
        <span className="sw-switches">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </header>
      <main className="sw-bare-body">{props.children}</main>
    </div>
  )
}
