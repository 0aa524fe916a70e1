// A write that is cut off, as where a store is full.
/** In the page: counts what a write does, and lets none of it happen from a chosen step on. */
export function steps() {
  const count = { at: 0, stop: Infinity, error: () => new Error("cut off") };
  window.steps = count;
  const counted = (owner, names) => {
    for (const name of names) {
      const real = owner[name];
      owner[name] = function (...given) {
        count.at += 1;
        if (count.at >= count.stop) throw count.error();
        return real.apply(this, given);
      };
    }
  };
  counted(SubtleCrypto.prototype, ["encrypt"]);
  counted(IDBDatabase.prototype, ["transaction"]);
  // A write that is not on the disk when it is said to be kept is none.
  window.lax = 0;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite" && options?.durability !== "strict") window.lax += 1;
    return transaction.call(this, stores, mode, options);
  };
  counted(IDBObjectStore.prototype, ["get", "put", "delete"]);
}
