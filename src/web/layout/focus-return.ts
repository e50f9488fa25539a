import { useEffect } from 'react'

/**
 * A dialog that is taken off the page gives the focus back to what opened it. antd does that only for dialogs that it closes itself; ours
 * mostly stand in the page while they are open and no longer.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const openers = new WeakMap<Node, HTMLElement>()
    let last: HTMLElement | null = null
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return
      const layer = layerOf(target)
      if (layer !== null && last !== null && layerOf(last) !== layer && !openers.has(layer))
        openers.set(layer, last)
      last = target
    }
    const leaving = new MutationObserver((changes) => {
      for (const layer of changes.flatMap((change) => [...change.removedNodes])) {
        const opener = openers.get(layer)
        if (opener?.isConnected === true && document.activeElement === document.body) opener.focus()
      }
    })
    document.addEventListener('focusin', onFocus)
    leaving.observe(document.body, { childList: true })
    return () => {
      document.removeEventListener('focusin', onFocus)
      leaving.disconnect()
    }
  }, [])
}

/** What stands in the body beside the page itself and holds the element: a dialog with its mask. */
function layerOf(element: Element): Element | null {
  const layer = element.closest('body > *')
  return layer?.id === 'root' ? null : layer
}
