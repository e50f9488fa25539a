type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T

/** Rules hand over what nobody may change; schemas want what could be. */
export const wire = <T>(value: T): Mutable<T> => value as Mutable<T>
