import type { Page } from 'playwright-core'

/** What on the page cannot be read well: text whose contrast is below WCAG AA (4.5, large text 3), and controls without a name. */
export async function illegible(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  // What fades in or out is read when it has.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
  )
  return page.evaluate(() => {
    type Colour = { rgb: number[]; alpha: number }
    const read = (text: string): Colour | null => {
      const parts = /rgba?\(([^)]+)\)/
        .exec(text)?.[1]
        ?.split(/[ ,/]+/)
        .map(Number)
      return parts === undefined ? null : { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 }
    }
    const over = (top: Colour, below: number[]): number[] =>
      top.rgb.map((value, i) => value * top.alpha + below[i]! * (1 - top.alpha))
    const behind = (element: Element): number[] => {
      const layers: Colour[] = []
      for (let node: Element | null = element; node !== null; node = node.parentElement) {
        const layer = read(getComputedStyle(node).backgroundColor)
        if (layer !== null && layer.alpha > 0) layers.unshift(layer)
      }
      return layers.reduce((below, layer) => over(layer, below), [255, 255, 255])
    }
    const light = (rgb: number[]): number => {
      const [r, g, b] = rgb.map((value) => {
        const part = value / 255
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
    }
    const skipped = '[aria-hidden=true], .sw-unseen, script, style, noscript, [disabled]'
    const found = new Set<string>()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement!
      const text = texts.currentNode.textContent!.trim()
      const style = getComputedStyle(element)
      const colour = read(style.color)
      if (text === '' || colour === null || element.closest(skipped) !== null) continue
      if (style.visibility === 'hidden' || element.getClientRects().length === 0) continue
      const below = behind(element)
      const [a, b] = [light(over(colour, below)), light(below)]
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (contrast < (Number.parseFloat(style.fontSize) >= 24 ? 3 : 4.5))
        found.add(`${contrast.toFixed(2)}: ${text.slice(0, 30)}`)
    }
    for (const control of document.querySelectorAll('button, a[href], [role=button]')) {
      const named =
        control.getAttribute('aria-label') ?? control.getAttribute('title') ?? control.textContent?.trim()
      const labelled = control.closest('label') !== null || control.querySelector('[aria-label]') !== null
      if (control.closest(skipped) === null && !named && !labelled) found.add(`unnamed: ${control.className}`)
    }
    return [...found]
  })
}
