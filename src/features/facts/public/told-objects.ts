// Objects as Marketing Stream told them after each change: for the witness, which judges by them.
export { freshPlaces, standingsBefore, takeFresh, toldUntil } from '../store/told-objects.ts'
