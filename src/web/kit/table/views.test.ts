import { expect, it } from 'vitest'
import { type SavedView, carriedOver } from './views.ts'

const view = (name: string, search: string): SavedView => ({
  name,
  state: { search, sort: null, hidden: [], options: {}, ranges: {} },
})

it('a browser’s views come after the person’s, whose own stays where names are alike', () => {
  const own = [view('打开的', 'a')]
  expect(carriedOver(own, [view('打开的', 'b'), view('mine', 'c')])).toEqual([
    view('打开的', 'a'),
    view('mine', 'c'),
  ])
  expect(carriedOver([], own)).toEqual(own)
})
