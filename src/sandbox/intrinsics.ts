/** Objects of the language that no global name leads to. */
const hidden = (): object[] =>
  [
    function* () {},
    async () => {},
    async function* () {},
    [].values(),
    new Map().values(),
    new Set().values(),
    ""[Symbol.iterator](),
    "".matchAll(/(?:)/g),
  ].map((object) => Object.getPrototypeOf(object) as object);

/** Prototypes whose properties a cell's own objects and classes often define anew by assignment: `this.name = …`, `shape.toString = …`. */
const oftenOverridden = (): object[] => [
  Object.prototype,
  Function.prototype,
  Error.prototype,
  ...[AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((error) => error.prototype as object),
];

/**
 * Freezes what all cells of a worker share: each of the `names` in `scope`, and every object of the language that they lead to, so that no
 * cell can change what `Math.round` is for the next. Objects of a cell's own may still define what they like, by assignment too, where a plain
 * freeze of what they inherit would forbid it ("override mistake"). One `Object.freeze` for each object: engines keep those fast, while
 * accessors in place of all properties made loops ten times slower.
 */
export function freezeIntrinsics(scope: object, names: Iterable<string>): void {
  const found = new Set<object>();
  const reach = (value: unknown): void => {
    if (((typeof value === "object" && value !== null) || typeof value === "function") && value !== scope) found.add(value);
  };
  const present = [...names].filter((name) => Object.hasOwn(scope, name));
  for (const name of present) reach((scope as Record<string, unknown>)[name]);
  for (const object of hidden()) reach(object);
  // The loop also visits what is added to the set while it runs.
  for (const object of found) {
    reach(Object.getPrototypeOf(object));
    for (const key of Reflect.ownKeys(object)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key)!;
      for (const next of [value, get, set]) reach(next);
    }
  }
  for (const object of oftenOverridden()) if (found.has(object)) for (const key of Reflect.ownKeys(object)) allowOverride(object, key);
  // V8 runs expressions a dozen times slower on a frozen prototype: this one is put right before each cell instead (`watchRegExp`).
  found.delete(RegExp.prototype);
  for (const object of found) Object.freeze(object);
  for (const name of present) {
    if (Object.getOwnPropertyDescriptor(scope, name)!.configurable)
      Object.defineProperty(scope, name, { value: (scope as Record<string, unknown>)[name], writable: false, configurable: false });
  }
}

/** Notes what regular expressions can do. Result: puts it right again, where a cell has changed it. */
export function watchRegExp(): () => void {
  const { prototype } = RegExp;
  const own = Object.getOwnPropertyDescriptors(prototype) as Record<string | symbol, PropertyDescriptor>;
  const { ownKeys, defineProperty, deleteProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  const keys = ownKeys(own);
  return () => {
    for (const key of ownKeys(prototype)) if (!(key in own)) deleteProperty(prototype, key);
    for (const key of keys) {
      // The keys are those of `own`.
      const [now, then] = [getOwnPropertyDescriptor(prototype, key), own[key]!];
      if (now?.value !== then.value || now?.get !== then.get) defineProperty(prototype, key, then);
    }
    setPrototypeOf(prototype, Object.prototype);
  };
}

/**
 * Freezes what cells can import and `Plot`, with all that they lead to: what one cell would change there, the next would use. Objects made
 * by their classes may still define their own. Typed arrays cannot be frozen; they are left out.
 */
export function freezeShared(roots: readonly object[]): void {
  const found = new Set<object>(roots);
  for (const object of found) {
    for (const key of Reflect.ownKeys(object)) {
      const { value } = Object.getOwnPropertyDescriptor(object, key)!;
      if (((typeof value === "object" && value !== null) || typeof value === "function") && !Object.isFrozen(value) && !ArrayBuffer.isView(value))
        found.add(value as object);
    }
  }
  for (const object of found) {
    const { prototype } = object as { prototype?: unknown };
    if (typeof object === "function" && typeof prototype === "object" && prototype !== null)
      for (const key of Reflect.ownKeys(prototype)) allowOverride(prototype, key);
  }
  for (const object of found) Object.freeze(object);
}

/** Makes a property one that those who inherit it may assign to, each for itself, and that is itself not to be changed. */
function allowOverride(object: object, key: string | symbol): void {
  const { value, writable, configurable, enumerable } = Object.getOwnPropertyDescriptor(object, key)!;
  if (!writable || !configurable) return;
  Object.defineProperty(object, key, {
    enumerable,
    configurable: false,
    get: () => value as unknown,
    set(this: object, own: unknown) {
      // The words that V8 has for frozen data; `locate` adds what to do.
      if (Object.isFrozen(this)) throw new TypeError(`Cannot assign to read only property '${String(key)}' of a shared object`);
      Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
    },
  });
}
