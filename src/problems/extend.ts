/** A copy of `problem` with `additions` put in or over it. Unlike a spread it keeps getters, so `start` stays fresh. */
export function extend<P extends object, A extends object>(problem: P, additions: A): Omit<P, keyof A> & A {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(problem), ...Object.getOwnPropertyDescriptors(additions) }) as Omit<
    P,
    keyof A
  > &
    A;
}
