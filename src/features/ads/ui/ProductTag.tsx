import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { brandMessages } from './brand-messages.ts'

/** Which ad product something is of. */
export function ProductTag({ product }: { product: string }): ReactNode {
  const words = useMessages(brandMessages)
  return (
    <Tag color={product === 'SP' ? 'default' : 'processing'} title={words.adProducts[product]}>
      {product}
    </Tag>
  )
}
