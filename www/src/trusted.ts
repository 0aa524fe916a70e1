/** Script addresses under Trusted Types: only files of the page's own folder get through. */

import { has, own } from "./own.js";

interface ScriptPolicy {
  createScriptURL(address: string): string;
}

interface Factory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

let policy: ScriptPolicy | undefined;

/** The script of which this is a part; none once it has run. */
export const ownScript = own("currentScript") as HTMLScriptElement | null;

/** What let this very script in under a strict policy lets in the scripts that it adds. */
export const ownNonce = ownScript?.nonce ?? "";

/** The address as the browser wants it. Typed as a string, which it is where Trusted Types are unknown. */
export function scriptAddress(address: string): string {
  policy = policy ?? makePolicy();
  return policy.createScriptURL(address);
}

function makePolicy(): ScriptPolicy {
  const rules = { createScriptURL: ownAddress };
  const page = globalThis as unknown as { trustedTypes: Factory };
  return has("trustedTypes") ? page.trustedTypes.createPolicy("jiuzhu", rules) : rules;
}

function ownAddress(address: string): string {
  const url = new URL(address, own("baseURI"));
  if (url.origin !== location.origin) throw new TypeError(`script from another origin: ${url.origin}`);
  return url.href;
}
