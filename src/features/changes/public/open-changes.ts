// Which objects have a change under way: for rules that write by themselves and must not stand in anybody's way.
export { openElsewhere as openChanges } from '../store/changes.ts'
