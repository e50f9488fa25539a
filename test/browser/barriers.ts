import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe-core finds on a page that keeps somebody out of it (impact serious or critical): rule, place and reason of each. */
export async function barriers(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const here = (globalThis as unknown as { axe: typeof axe }).axe
    return (await here.run(document, { resultTypes: ['violations'] })).violations
  })
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        (one) => `${id}: ${one.target.join(' ')} ${one.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
      ),
    )
}
