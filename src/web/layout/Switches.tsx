import { BulbOutlined, GlobalOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '../i18n.tsx'
import { shellMessages } from '../shell-messages.ts'
import { useChoices } from './choices.ts'
import { type ThemeChoice, useTheme } from '../theme.tsx'

/** One press changes the language; it names the language one would get. */
export function LanguageSwitch(): ReactNode {
  const { locale } = useLocale()
  const choose = useChoices()
  const words = useMessages(shellMessages)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const name = other === 'en' ? 'EN' : '中文'
  return (
    <Button
      type="text"
      icon={<GlobalOutlined />}
      aria-label={`${words.language} ${name}`}
      title={words.language}
      onClick={() => choose.locale(other)}
    >
      {name}
    </Button>
  )
}

export function ThemeSwitch(): ReactNode {
  const { choice } = useTheme()
  const choose = useChoices()
  const words = useMessages(shellMessages)
  const items = [
    { key: 'system', label: words.themeSystem },
    { key: 'light', label: words.themeLight },
    { key: 'dark', label: words.themeDark },
  ]
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectable: true,
        selectedKeys: [choice],
        onClick: ({ key }) => choose.theme(key as ThemeChoice),
      }}
    >
      <Button type="text" icon={<BulbOutlined />} aria-label={words.theme} title={words.theme} />
    </Dropdown>
  )
}
