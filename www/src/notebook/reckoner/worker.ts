/** A reckoner: a worker that has the core. It holds packs, and forgets what it was asked with each answer. */

import init, { Policy } from "../../../pkg/jiuzhu.js";
import { answersTo } from "../model/case.js";
import { estimateOf, tried } from "./estimate.js";
import type { FromReckoner, ToReckoner } from "./protocol.js";

const port = self as unknown as {
  onmessage: ((event: MessageEvent<ToReckoner>) => void) | null;
  postMessage(message: FromReckoner): void;
};
const policies = new Map<string, Policy>();
let started: Promise<unknown> | undefined;

port.onmessage = ({ data }) => void take(data).catch(() => port.postMessage({ broken: true }));

async function take(told: ToReckoner): Promise<void> {
  if ("module" in told) started = init({ module_or_path: told.module });
  await started;
  if ("pack" in told) policies.set(told.digest, new Policy(told.pack));
  if (!("questions" in told)) return;
  const outcomes = told.questions.map(({ digest, asked, asOf }) => {
    const policy = policies.get(digest);
    if (!policy) throw new Error(digest);
    return tried(() => estimateOf(policy.assess(answersTo(asked, asOf))));
  });
  port.postMessage({ id: told.id, outcomes });
}
