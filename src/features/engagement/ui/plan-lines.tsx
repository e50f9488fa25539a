import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { agreementMessages } from './agreement-messages.ts'

/** A key that none of these has. */
export function freshId(prefix: string, taken: readonly { readonly id: string }[]): string {
  let no = taken.length + 1
  while (taken.some((one) => one.id === `${prefix}${no}`)) no += 1
  return `${prefix}${no}`
}

/** One thing of a list, with a button that takes it away. */
export function LineCard(props: { name: string; onRemove: () => void; children: ReactNode }): ReactNode {
  const shared = useMessages(agreementMessages)
  return (
    <div className="sw-line-card">
      <div className="sw-fields">{props.children}</div>
      <Button
        danger
        type="text"
        size="small"
        aria-label={`${shared.remove} ${props.name}`}
        onClick={props.onRemove}
      >
        {shared.remove}
      </Button>
    </div>
  )
}
