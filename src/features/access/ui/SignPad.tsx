import { Button } from 'antd'
import { type PointerEvent, type ReactNode, useRef } from 'react'
import { type Drawing, drawingSize } from '../rules/signing.ts'

const MOST_STROKES = 60
const MOST_POINTS = 1500

/** A field to write one's name in; the typed name is what counts, so it may be left empty by who has no pointer. */
export function SignPad(props: {
  label: string
  hint: string
  clear: string
  value: Drawing
  onChange: (drawing: Drawing) => void
}): ReactNode {
  const { value, onChange } = props
  const writing = useRef(false)
  const pointOf = (event: PointerEvent<SVGSVGElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    const within = (at: number, most: number): number => Math.min(most, Math.max(0, Math.round(at)))
    return [
      within(((event.clientX - box.left) / box.width) * drawingSize.width, drawingSize.width),
      within(((event.clientY - box.top) / box.height) * drawingSize.height, drawingSize.height),
    ]
  }
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (value.length >= MOST_STROKES) return
    writing.current = true
    event.currentTarget.setPointerCapture(event.pointerId)
    onChange([...value, [pointOf(event)]])
  }
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    const last = value.at(-1)
    if (!writing.current || last === undefined || last.length >= MOST_POINTS) return
    onChange([...value.slice(0, -1), [...last, pointOf(event)]])
  }
  const end = (): void => {
    writing.current = false
  }
  return (
    <div className="sw-pad">
      <div className="sw-pad-head">
        <span>{props.label}</span>
        <Button size="small" type="link" disabled={value.length === 0} onClick={() => onChange([])}>
          {props.clear}
        </Button>
      </div>
      <svg
        role="img"
        aria-label={props.hint}
        viewBox={`0 0 ${drawingSize.width} ${drawingSize.height}`}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {value.length === 0 ? (
          <text x={drawingSize.width / 2} y={drawingSize.height / 2} textAnchor="middle">
            {props.hint}
          </text>
        ) : null}
        {value.map((stroke, index) => (
          <polyline key={index} points={stroke.map((point) => point.join(',')).join(' ')} />
        ))}
      </svg>
    </div>
  )
}
