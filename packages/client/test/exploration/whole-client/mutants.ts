import { Elements } from "../../../src/elements/elements.ts";
import { Operation } from "../../../src/operation/operation.ts";
import { OwnRequests } from "../../../src/operation/own-requests.ts";
import { Session } from "../../../src/session/session.ts";
import { type Part, parts, type Usage } from "./parts.ts";

/** A client that breaks a rule about several requests. */
export interface Mutant {
  /** Its behavior. */
  readonly does: string;
  /** The part in which it reports something wrong. */
  readonly part: Part;
  readonly usage?: Usage;
  /** Changes the client, and returns what undoes the change. */
  readonly apply?: () => () => void;
}

export const mutants: readonly Mutant[] = [
  {
    does: "It submits a request while an earlier one of the session is not shown.",
    part: partOf("two requests under one lock"),
    apply: () => replace(OwnRequests.prototype, "open", { get: () => undefined }),
  },
  {
    does: "It forgets that an earlier request without a response may still arrive.",
    part: partOf("two requests under one lock"),
    apply: () => replace(OwnRequests.prototype, "mayArrive", { value: () => false }),
  },
  {
    does: "It keeps its token after a submission without a response.",
    part: partOf("two requests under two locks"),
    apply: () => replace(Session.prototype, "noteUnanswered", { value: () => undefined }),
  },
  {
    does: "It does not know the requests of an earlier process.",
    part: partOf("two processes"),
    usage: { knowsEarlier: false },
  },
  {
    does: "It has no fence.",
    part: partOf("two clients"),
    usage: { options: { statusLagMs: 0 } },
  },
  {
    does: "It continues a commit after a step that did not succeed.",
    part: partOf("a commit"),
    apply: () => {
      const { wait } = Operation.prototype;
      return replace(Operation.prototype, "wait", {
        async value(this: Operation, ...options: Parameters<typeof wait>) {
          const outcome = await wait.apply(this, options);
          return { ...outcome, outcome: "succeeded", confidence: "documented" };
        },
      });
    },
  },
  {
    does: "It takes the editing configuration for the running one after an activate.",
    part: partOf("a change"),
    apply: () => {
      const { list } = Elements.prototype;
      const lists = new WeakMap<Elements, number>();
      return replace(Elements.prototype, "list", {
        value(this: Elements, ...[type, options]: Parameters<typeof list>) {
          const count = (lists.get(this) ?? 0) + 1;
          lists.set(this, count);
          // The first two lists are the editing and the running configuration before the change.
          return list.call(this, type, count > 2 ? { ...options, running: false } : options);
        },
      });
    },
  },
];

function partOf(name: string): Part {
  const part = parts.find((one) => one.name === name);
  if (!part) throw new Error(`there is no part "${name}"`);
  return part;
}

function replace(prototype: object, name: string, by: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(prototype, name);
  if (!before) throw new Error(`there is no ${name}`);
  Object.defineProperty(prototype, name, { configurable: true, ...by });
  return () => Object.defineProperty(prototype, name, before);
}
