import { Card as AntCard } from 'antd'
import type { ReactNode } from 'react'

/** What a page before sign-in stands in: a title, a sentence, a form. */
export function Card(props: {
  title: ReactNode
  about?: ReactNode
  children: ReactNode
  foot?: ReactNode
  wide?: boolean
}): ReactNode {
  return (
    <AntCard style={{ width: '100%', maxWidth: props.wide === true ? 720 : 400 }}>
      <h1 style={{ fontSize: 20, margin: '0 0 4px' }}>{props.title}</h1>
      {props.about === undefined ? null : <p className="sw-quiet">{props.about}</p>}
      {props.children}
      {props.foot === undefined ? null : (
        <div style={{ marginTop: 16, display: 'flex', flexDirection: 'column', gap: 8 }}>{props.foot}</div>
      )}
    </AntCard>
  )
}
