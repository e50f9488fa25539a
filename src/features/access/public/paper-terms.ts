// When papers end: for the pages that say what waits for somebody.
export { papersEnding } from '../store/papers.ts'
