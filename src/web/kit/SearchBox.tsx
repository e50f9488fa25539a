import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '../i18n.tsx'
import { kitMessages } from './messages.ts'

/** The box above a list that keeps what holds the text. */
export function SearchBox(props: { value: string; onChange: (text: string) => void }): ReactNode {
  const words = useMessages(kitMessages)
  return (
    <Input
      className="sw-search"
      prefix={<SearchOutlined aria-hidden="true" />}
      allowClear
      value={props.value}
      placeholder={words.search}
      aria-label={words.search}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}
