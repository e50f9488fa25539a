import { RightOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** A line that leads on: tall enough for a thumb. */
export function HomeLine(props: {
  to: string
  label: ReactNode
  value?: ReactNode
  note?: ReactNode
}): ReactNode {
  return (
    <li>
      <Link to={props.to} className="sw-home-line">
        <span className="sw-home-label">
          {props.label}
          {props.note === undefined ? null : <span className="sw-quiet">{props.note}</span>}
        </span>
        {props.value === undefined ? null : <span className="sw-home-value">{props.value}</span>}
        <RightOutlined aria-hidden="true" />
      </Link>
    </li>
  )
}
