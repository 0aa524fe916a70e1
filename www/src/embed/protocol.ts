/**
 * What the loader and the frame say to each other. Every message carries the name space, the version and the nonce
 * that the loader made for this one frame; anything else is not for us and is passed over without a word.
 *
 *   frame  -> loader   waiting                          holds nothing, so it may be overheard
 *   loader -> frame    hello { nonce, versions, options }
 *   frame  -> loader   ready, resize, step, result, picture, error
 */

export const NAMESPACE = "jiuzhu";
export const VERSION = 1;

export interface Message {
  ns: typeof NAMESPACE;
  v: number;
  kind: string;
  nonce?: string;
  [field: string]: unknown;
}

/** A message of ours, or nothing. Reads plain data only: structured clones have no getters. */
export function messageOf(data: unknown): Message | undefined {
  const message = data as Partial<Message> | null;
  return typeof message === "object" &&
    message !== null &&
    message.ns === NAMESPACE &&
    typeof message.v === "number" &&
    typeof message.kind === "string"
    ? (message as Message)
    : undefined;
}
