/** Script addresses under Trusted Types: only files of the page's own folder get through. */

interface ScriptPolicy {
  createScriptURL(address: string): string;
}

let policy: ScriptPolicy | undefined;

/** The address as the browser wants it. Typed as a string, which it is where Trusted Types are unknown. */
export function scriptAddress(address: string): string {
  policy = policy ?? makePolicy();
  return policy.createScriptURL(address);
}

function makePolicy(): ScriptPolicy {
  const rules = { createScriptURL: ownAddress };
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } }).trustedTypes;
  return factory ? factory.createPolicy("jiuzhu", rules) : rules;
}

function ownAddress(address: string): string {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) throw new TypeError(`script from another origin: ${url.origin}`);
  return url.href;
}
