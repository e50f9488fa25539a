import { Button, type ButtonProps, Popover } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

type Side = 'bottomRight' | 'bottomLeft'

/**
 * A button that opens a panel of controls. The keyboard goes into the panel when it opens; Escape, or a step past its last control, closes it and
 * comes back to the button. `children` gets what closes the panel.
 */
export function PanelButton(props: {
  /** Names the panel, and the button unless that has words of its own. */
  label: string
  button: ButtonProps
  heading?: ReactNode
  side?: Side
  children: (close: () => void) => ReactNode
}): ReactNode {
  const [open, setOpen] = useState(false)
  const id = useId()
  const leave = (): void => {
    setOpen(false)
    document.getElementById(id)?.focus()
  }
  return (
    <Popover
      trigger="click"
      placement={props.side ?? 'bottomRight'}
      title={props.heading}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Panel label={props.label} leave={leave}>
          {props.children(leave)}
        </Panel>
      }
    >
      {/* What the panel holds is not the button's description, which antd would make it: this takes the attribute. */}
      <span className="sw-panel-button">
        <Button
          {...(props.button.children === undefined ? { 'aria-label': props.label, title: props.label } : {})}
          {...props.button}
          id={id}
          aria-haspopup="dialog"
          aria-expanded={open}
        />
      </span>
    </Popover>
  )
}

const controls = 'input, button, select, textarea, summary, a[href], [tabindex="0"]'

/** What the keyboard reaches in the panel, in its order. */
function reachableIn(panel: HTMLElement | null): HTMLElement[] {
  const found = panel?.querySelectorAll<HTMLElement>(controls) ?? []
  return [...found].filter((one) => !one.hasAttribute('disabled') && one.checkVisibility())
}

function Panel(props: { label: string; leave: () => void; children: ReactNode }): ReactNode {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // It is drawn outside the window first, and would scroll the page there.
    reachableIn(panel.current)[0]?.focus({ preventScroll: true })
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = reachableIn(panel.current)
    const last = event.shiftKey ? all[0] : all.at(-1)
    const away = event.key === 'Tab' && document.activeElement === last
    if (event.key !== 'Escape' && !away) return
    // A drawer below must not close with it.
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
    props.leave()
  }
  return (
    <div ref={panel} role="dialog" aria-label={props.label} onKeyDown={onKeyDown}>
      {props.children}
    </div>
  )
}
