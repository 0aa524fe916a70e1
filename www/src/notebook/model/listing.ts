/** The list: who stands first, who is sought, and who may be the same as somebody who is there. */

import type { View } from "./derive.js";
import { membersOf, word, type Household } from "./household.js";
import { isMeant, spellingsOf } from "./pinyin.js";

/** What stands first: the last day, the most money, who was not seen for longest; or village by village. */
export type Order = "urgent" | "money" | "unseen" | "place";

export interface Filter {
  typed: string;
  village: string;
  round: boolean;
  order?: Order;
}

const ORDERS: Record<Order, (one: View, other: View) => number> = {
  urgent: byUrgency,
  money: (one, other) => other.most - one.most || byUrgency(one, other),
  unseen: (one, other) => compareTexts(one.lastVisit, other.lastVisit) || byUrgency(one, other),
  place: byPlace,
};

/** How those of a household can be typed. */
const spellings = new WeakMap<Household, string[]>();

export function listed<V extends View>(views: V[], { typed, village, round, order = "urgent" }: Filter): V[] {
  return views
    .filter((view) => (village === "" || view.village === village) && (!round || view.today) && isSought(view, typed))
    .sort(round ? byPlace : ORDERS[order]);
}

/** The last day first, then the most money, then who was not seen for longest. */
export function byUrgency(one: View, other: View): number {
  const last = "9999";
  const days = compareTexts(one.due?.date ?? last, other.due?.date ?? last);
  if (days !== 0) return days;
  return (
    other.most - one.most ||
    compareTexts(one.lastVisit, other.lastVisit) ||
    compareTexts(one.household.id, other.household.id)
  );
}

/** A round goes from village to village, and within one from group to group. */
export function byPlace(one: View, other: View): number {
  const places = [one, other].map(({ village, household }) => `${village} ${word(household, "group")}`) as [
    string,
    string,
  ];
  return compareTexts(places[0], places[1]) || byUrgency(one, other);
}

/** Households that may be the same: of one name, or with one telephone. */
export function likeThis(households: Household[], name: string, phone: string): Household[] {
  const digits = (text: string): string => text.replace(/\D/g, "");
  return households.filter((household) => {
    const sameName =
      name.trim() !== "" &&
      (word(household, "name") === name.trim() || membersOf(household).some((member) => member.name === name.trim()));
    return sameName || (digits(phone).length >= 7 && digits(word(household, "phone")) === digits(phone));
  });
}

function isSought({ name, household }: View, typed: string): boolean {
  if (typed === "") return true;
  let known = spellings.get(household);
  if (!known) {
    known = [name, ...membersOf(household).map((member) => member.name)].flatMap(spellingsOf);
    spellings.set(household, known);
  }
  return isMeant(known, typed);
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
