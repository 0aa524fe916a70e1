/** A script for later: fetched once; what does not come can be asked for again. */
export function coming<T>(load: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found = found ?? load();
    found.catch(() => (found = undefined));
    return found;
  };
}
