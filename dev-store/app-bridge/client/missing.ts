/** What the real App Bridge has and this one does not: said aloud, never a silent nothing. */

const NEVER_COMPLAIN = new Set<string | symbol>(['then', 'toJSON', 'constructor', 'prototype', '$$typeof', 'nodeType']);

function complain(path: string): Error {
  const error = new Error(`App Bridge stand-in: shopify.${path} is not implemented by the dev store.`);
  console.error(error.message);
  return error;
}

/** Stands where an API is missing: reading further names the path, calling it complains and throws. */
function missingApi(path: string): unknown {
  const stub = (): never => {
    throw complain(path);
  };
  return new Proxy(stub, {
    get: (_target, key) => {
      if (typeof key === 'symbol' || NEVER_COMPLAIN.has(key)) return undefined;
      return missingApi(`${path}.${key}`);
    },
  });
}

/** Wraps an API object so that every member it lacks fails loudly with its full name. */
export function loudlyIncomplete<T extends object>(api: T, path = ''): T {
  return new Proxy(api, {
    get: (target, key, receiver) => {
      if (key in target || typeof key === 'symbol' || NEVER_COMPLAIN.has(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      const missing = path === '' ? key : `${path}.${key}`;
      complain(missing);
      return missingApi(missing);
    },
  });
}

/** An element of the real App Bridge that is not here: it says so when it is used. */
class MissingElement extends HTMLElement {
  connectedCallback(): void {
    console.error(`App Bridge stand-in: <${this.localName}> is not implemented by the dev store.`);
  }
}

/** Defines the elements that are missing. */
export function installMissingElements(): void {
  customElements.define('s-app-window', MissingElement);
}
