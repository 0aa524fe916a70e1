/** The script of a page, and how it loads the one for later, which lies beside it. */

import { make, own } from "./own.js";
import { ownNonce, ownScript as script, scriptAddress } from "./trusted.js";

/** Handed to the script for later: what both use, and how it is loaded. */
declare const JIUZHU: { load?(name: string): Promise<never> };

export { script };

JIUZHU.load = (name) =>
  new Promise((resolve, reject) => {
    const part = make("script");
    part.addEventListener("jiuzhu-later", (event) =>
      resolve((event as CustomEvent<(shared: object) => never>).detail(JIUZHU)),
    );
    part.addEventListener("error", reject);
    part.nonce = ownNonce;
    part.src = scriptAddress(new URL(name, script?.src).href);
    own("head").append(part);
  });
