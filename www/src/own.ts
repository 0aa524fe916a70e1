/**
 * What the document itself has. A page has pictures, forms and anchors with names of their own, and what
 * `document.head` gives may be one of these.
 */

export function own<Name extends keyof Document>(name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document) as Document[Name];
}

export function make<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  return own("createElement").call(document, name) as HTMLElementTagNameMap[Name];
}

/** Of what not every browser has; a page's names never stand before what is there. */
export function has(name: string): boolean {
  return window.hasOwnProperty(name);
}
