// Ads by the hour, as Marketing Stream told them: for decisions that follow the clock.
export { type HourSlot, hourSlots } from '../store/ad-hours.ts'
