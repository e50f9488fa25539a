import type { Wording } from '../ground-words.tsx'

const zhDays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const enDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Why a schedule writes a bid. */
export const scheduleGrounds: { readonly zh: Wording; readonly en: Wording } = {
  zh: {
    schedule_hour: (told) =>
      `已批准的分时方案：${zhDays[Number(told.text('weekday'))] ?? ''} ${told.text('hour')} 时，基准竞价 ${told.money('base')} × ${told.number('multiplier', 2)}`,
    schedule_end: (told) => `分时方案结束：恢复基准竞价 ${told.money('base')}`,
  },
  en: {
    schedule_hour: (told) =>
      `Agreed schedule: ${enDays[Number(told.text('weekday'))] ?? ''} ${told.text('hour')}:00, base bid ${told.money('base')} × ${told.number('multiplier', 2)}`,
    schedule_end: (told) => `The schedule is over: base bid ${told.money('base')} restored`,
  },
}
