import { LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '../i18n.tsx'
import type { Page } from '../page.ts'
import { shellMessages } from '../shell-messages.ts'
import type { ThemeChoice } from '../theme.tsx'
import { useMay, useSignOut, useViewer } from '../viewer.tsx'
import { useChoices } from './choices.ts'
import { inLocale } from '../words.ts'

/** The person's own pages and sign-out; on a phone also language and appearance. */
export function ViewerMenu(props: { pages: readonly Page[]; narrow: boolean }): ReactNode {
  const words = useMessages(shellMessages)
  const { locale } = useLocale()
  const choose = useChoices()
  const viewer = useViewer()
  const may = useMay()
  const signOut = useSignOut()
  const own = props.pages
    .filter((page) => page.menu === 'person' && page.permission !== 'public' && may(page.permission))
    .map((page) => ({ key: page.path, label: <Link to={page.path}>{inLocale(page.title, locale)}</Link> }))
  const looks = (['system', 'light', 'dark'] as const satisfies ThemeChoice[]).map((choice) => ({
    key: `look-${choice}`,
    label: { system: words.themeSystem, light: words.themeLight, dark: words.themeDark }[choice],
    onClick: () => choose.theme(choice),
  }))
  const items = [
    { key: 'who', type: 'group' as const, label: viewer.email, children: own },
    ...(props.narrow
      ? [
          {
            key: 'language',
            label: locale === 'en' ? '中文' : 'English',
            onClick: () => choose.locale(locale === 'en' ? 'zh-CN' : 'en'),
          },
          { key: 'theme', label: words.theme, children: looks },
        ]
      : []),
    { type: 'divider' as const, key: 'line' },
    { key: 'out', icon: <LogoutOutlined />, label: words.signOut, onClick: () => signOut() },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button type="text" icon={<UserOutlined />} aria-label={`${words.person}: ${viewer.name}`}>
        {props.narrow ? null : viewer.name}
      </Button>
    </Dropdown>
  )
}
