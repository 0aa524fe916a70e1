/** To whom something was handed before, and the own pair of keys: both lie sealed beside the households. */

import { base64, bytesOf } from "../vault/box.js";
import { newPair, readPair, type Pair, type Receiver } from "../vault/handover.js";
import type { Door } from "../door.js";

/** What is kept beside the households and goes into a backup with them. */
const CARRIED = ["key", "pair", "contacts", "liaison", "liaisonPhone", "place", "village"];

/** A receiver as it is kept. */
export type Contact = Record<"id" | "name" | "open", string>;

export function contactsOf({ contacts }: Record<string, string>): Receiver[] {
  try {
    return (JSON.parse(contacts ?? "[]") as Contact[]).map(receiverOf);
  } catch {
    return [];
  }
}

export function receiverOf({ id, name, open }: Contact): Receiver {
  return { id, name, open: bytesOf(open) ?? new Uint8Array(0) };
}

export function contactOf({ id, name, open }: Receiver): Contact {
  return { id, name, open: base64(open) };
}

export async function keepContact(door: Door, receiver: Receiver): Promise<boolean> {
  const others = contactsOf(door.state.settings).filter(({ id }) => id !== receiver.id);
  return door.keepSettings({ contacts: JSON.stringify([receiver, ...others].map(contactOf)) });
}

export function ownPair(door: Door): Pair | undefined {
  return readPair(door.state.settings.pair);
}

/** Made once, and shown to nobody before it is kept: what is handed to a key that is lost, nobody can open. */
export async function makePair(door: Door): Promise<Pair | undefined> {
  const known = ownPair(door);
  if (known) return known;
  const pair = await newPair();
  return (await door.keepSettings({ key: pair.id, pair: JSON.stringify(pair) })) ? ownPair(door) : undefined;
}

/** Settings that a backup takes along, or that come out of one. */
export function carried(settings: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => CARRIED.includes(name) && typeof value === "string"),
  );
}
